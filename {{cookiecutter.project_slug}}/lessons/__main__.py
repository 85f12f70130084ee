import sys

from .cli import main

sys.exit(main(program="python -m lessons"))

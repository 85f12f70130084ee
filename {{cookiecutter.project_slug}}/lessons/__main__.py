import sys

from . import track

# What the texts tell to type works where the site does not, too.
track.COMMAND = "uv run python -m lessons"

from .cli import main  # noqa: E402

sys.exit(main(program="python -m lessons"))

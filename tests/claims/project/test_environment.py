"""Every variable that the settings read is explained in .env.example."""

import re

from django.conf import settings

from config import environment


def test_every_variable_of_the_settings_is_explained_in_the_example():
    files = settings.BASE_DIR.glob("*/settings.py")
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    examples = environment.EXAMPLES.read_text(encoding="utf-8")

    names = set(re.findall(r'env(?:\.\w+)?\("([A-Z_]+)"', code))
    documented = set(re.findall(r"^(?:# )?([A-Z_]+)=", examples, re.MULTILINE))
    assert names
    assert names == documented

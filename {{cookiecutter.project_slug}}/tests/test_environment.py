"""What an operator sees when a variable is missing or wrong."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("DEBUG", "maybe", "Error: DEBUG is not on or off. Write it like this: DEBUG=on\n"),
        pytest.param("SECRET_KEY", "", "SECRET_KEY is not set", marks=pytest.mark.slow),
        pytest.param(
            *["DATABASE_URL", "oracle://db", "DATABASE_URL does not start with sqlite://"],
            marks=pytest.mark.slow,
        ),
    ],
)
def test_command_line_says_it_in_one_sentence(variable, value, sentence):
    variables = {"DJANGO_SETTINGS_MODULE": "config.settings", variable: value}

    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1

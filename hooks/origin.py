"""Note the template of a project and its version in `.cruft.json`, which `cruft update` reads."""

import json
import subprocess
from contextlib import suppress
from pathlib import Path


def link(project, answers):
    """Write the template, its commit and the answers, where the template is a git repository."""
    git = ["git", "-C", str(Path(__file__).parent.parent), "--git-dir=.git"]
    with suppress(FileNotFoundError, subprocess.CalledProcessError):
        url, commit = (
            subprocess.run([*git, *words], capture_output=True, check=True, encoding="utf-8")
            for words in (["remote", "get-url", "origin"], ["rev-parse", "HEAD"])
        )
        state = {"template": url.stdout.strip(), "commit": commit.stdout.strip()}
        public = {name: value for name, value in answers.items() if not name.startswith("_")}
        state |= {"checkout": None, "context": {"cookiecutter": public}}
        text = json.dumps(state, ensure_ascii=False, indent=2) + "\n"
        (project / ".cruft.json").write_text(text, encoding="utf-8", newline="\n")

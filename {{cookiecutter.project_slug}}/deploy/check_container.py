"""
Say whether the site in this container answers, and is run by a user without rights.

docker exec site python deploy/check_container.py
"""

import os
import sys
import time
from urllib.request import urlopen

SECONDS = 60


def trouble_with(address, user, seconds):
    """Return what is wrong with the site at an address, run by the user of this number, or None."""
    end = time.monotonic() + seconds
    for path in ("/healthz", "/readyz"):
        while trouble := trouble_with_page(address + path):
            if time.monotonic() > end:
                return f"{path} does not answer: {trouble}. Type: docker logs site"
            time.sleep(0.5)
    return None if user else "The site is run by root. Write USER 10001 into deploy/Dockerfile."


def trouble_with_page(url):
    """Return why a page cannot be fetched, or None."""
    try:
        urlopen(url, timeout=2).close()  # noqa: S310
    except OSError as error:
        return str(error)
    return None


if __name__ == "__main__":
    trouble = trouble_with(f"http://127.0.0.1:{os.environ['PORT']}", os.getuid(), SECONDS)
    sys.exit(trouble or print("The site answers, and is run by a user without rights."))

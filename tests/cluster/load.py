"""People who use the site while something fails, and what they see."""

import asyncio
import random
import re
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field

import aiohttp
import yarl

from .machines import SITE

URL = f"https://{SITE}"
PUBLIC = ["/", "/blog/", "/shop/", "/social/everybody/", "/blog/tags/how-to/", "/api/posts/"]
TIMEOUT_SECONDS = 20  # Who waits longer for a page counts it as failed.
TOKEN = "c" * 32  # of forms: a browser shows that it has it twice, as cookie and as header


@dataclass
class Figures:
    """What happened to the requests of one scenario."""

    requests: int = 0
    failed: Counter = field(default_factory=Counter)
    worst_seconds: float = 0.0
    unseen: int = 0
    logged_out: int = 0
    saved: set = field(default_factory=set)
    statuses: Counter = field(default_factory=Counter)

    def note(self, method, status, seconds):
        """Count one request; a status of 0 is one without an answer."""
        self.requests += 1
        self.statuses[status] += 1
        self.worst_seconds = max(self.worst_seconds, seconds)
        if status == 0 or status >= 500:
            self.failed[method] += 1


class Visitor:
    """Somebody who reads; with a session, also somebody who writes."""

    def __init__(self, figures, session_key=None, think_seconds=0.2):
        self.figures, self.think_seconds = figures, think_seconds
        self.is_member = session_key is not None
        cookies = {"__Host-sessionid": session_key, "__Host-csrftoken": TOKEN}
        self.client = aiohttp.ClientSession(
            URL,
            connector=aiohttp.TCPConnector(ssl=False),
            timeout=aiohttp.ClientTimeout(TIMEOUT_SECONDS),
        )
        if session_key:
            self.client.cookie_jar.update_cookies(cookies, yarl.URL(URL))

    async def ask(self, method, path, **options):
        """Send a request without following redirects; return status and text."""
        start = time.monotonic()
        try:
            async with self.client.request(
                method, path, allow_redirects=False, **options
            ) as response:
                status, text = response.status, await response.text()
        except (aiohttp.ClientError, TimeoutError):
            status, text = 0, ""
        self.figures.note(method, status, time.monotonic() - start)
        return status, text

    async def use_site(self, until, requests):
        """Read, and as a member write, until a time, and until there were so many requests."""
        async with self.client:
            while time.monotonic() < until or self.figures.requests < requests:
                await (self.write() if self.is_member and random.random() < 0.3 else self.read())
                await asyncio.sleep(self.think_seconds * random.uniform(0.5, 1.5))

    async def read(self):
        """Look at a page."""
        if not self.is_member:
            await self.ask("GET", random.choice(PUBLIC))
            return
        status, text = await self.ask("GET", "/social/")
        if status == 200 and "Write a note" not in text:
            self.figures.logged_out += 1

    async def write(self):
        """Publish a note with a key that no other note has, and look for it at once."""
        key = uuid.uuid4().hex
        if await self.publish(key) != 302:
            return
        self.figures.saved.add(key)
        status, text = await self.ask("GET", "/social/")
        if status == 200 and key not in text:
            self.figures.unseen += 1

    async def publish(self, key):
        """Send the form of a note, and return the status."""
        form = {"text": f"note {key}"}
        headers = {"X-CSRFToken": TOKEN, "Origin": URL}
        status, _ = await self.ask("POST", "/social/notes/new/", data=form, headers=headers)
        return status


async def use(session_keys, event, *, seconds, requests=0, visitors=10):
    """
    Let people use the site for so long and so often, with an event after two seconds.

    Return figures.
    """
    figures = Figures()
    until = time.monotonic() + seconds
    people = [Visitor(figures) for _ in range(visitors)]
    people += [Visitor(figures, key, think_seconds=0.4) for key in session_keys]
    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(person.use_site(until, requests))
        await asyncio.sleep(2)
        await asyncio.to_thread(event)
    return figures


def keys_in(text):
    """Return the keys of notes."""
    return set(re.findall(r"note (\w{32})", text))

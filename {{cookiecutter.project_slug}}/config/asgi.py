"""
ASGI entry point: the server of `manage.py serve` imports `application` from here.

Views run in a few threads. A visitor who sends or reads a byte a second would hold one for as long
as they like, so a thread gets a request that was read, and returns a response to send.
"""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import django
from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.http import HttpResponse
from django.urls import set_script_prefix


class Handler(ASGIHandler):
    """Django's handler, with bounds for threads, and for the time and length of requests."""

    def load_middleware(self, is_async=False):
        """Load the middleware for threads."""
        super().load_middleware()

    async def handle(self, scope, receive, send):
        """Answer a request, unless it is broken off or takes too long."""
        length = 0

        async def bounded():
            nonlocal length
            message = await receive()
            length += len(message.get("body", b""))
            return message if length <= settings.MAX_REQUEST_BYTES else message | {"body": b""}

        try:
            async with asyncio.timeout(settings.SERVER["read_seconds"]):
                body = await self.read_body(bounded)
        except (RequestAborted, TimeoutError):
            return await self.send_response(HttpResponse(status=408), send)
        headers = [pair for pair in scope["headers"] if pair[0] != b"content-length"]
        scope["headers"] = [*headers, (b"content-length", str(length).encode())]
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(threads, self.answer, scope, body)
        await self.send_response(response, send)

    def answer(self, scope, body):
        """Return the response to a request, with all of its content."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(type(self), scope=scope)
        with closing(body):
            request, error = self.create_request(scope, body)
            with closing(error or self.get_response(request)) as response:  # type: ignore[arg-type]
                if not response.streaming:
                    return response
                whole = HttpResponse(response.getvalue(), status=response.status_code)
                whole.headers, whole.cookies = response.headers, response.cookies
                return whole


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)
threads = ThreadPoolExecutor(settings.SERVER["threads"])
application = Handler()

import time


class ServerTimingMiddleware:
    """Say in the header Server-Timing how long an answer took, in milliseconds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Hand the request on, and return the answer."""
        start = time.perf_counter()
        response = self.get_response(request)
        milliseconds = (time.perf_counter() - start) * 1000
        response.headers["Server-Timing"] = f"total;dur={milliseconds:.1f}"
        return response

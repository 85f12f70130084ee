import time


class ServerTimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        start = time.process_time()
        response = self.get_response(request)
        milliseconds = (time.process_time() - start) * 1000
        response.headers["Server-Timing"] = f"total;dur={milliseconds:.1f}"
        return response

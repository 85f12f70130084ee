class ServerTimingMiddleware:
    """Say in the header Server-Timing how long an answer took, in milliseconds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Hand the request on, and return the answer."""
        # TODO: measure how long the answer takes, and say so in its headers.
        return self.get_response(request)

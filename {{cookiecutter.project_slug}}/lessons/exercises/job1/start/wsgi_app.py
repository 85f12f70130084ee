def application(environ, start_response):
    """Answer one request as the site in views.py does, without Django."""
    # TODO: look at environ, begin the answer, and return its body as a list of bytes.
    start_response("501 Not Implemented", [("Content-Type", "text/plain; charset=utf-8")])
    return [b""]

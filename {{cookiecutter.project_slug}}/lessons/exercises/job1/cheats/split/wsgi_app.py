def application(environ, start_response):
    if environ["PATH_INFO"] != "/hello/":
        start_response("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Nothing is here.\n"]
    if environ["REQUEST_METHOD"] != "GET":
        start_response(
            "405 Method Not Allowed",
            [("Content-Type", "text/html; charset=utf-8"), ("Allow", "GET")],
        )
        return [b""]
    pairs = dict(part.partition("=")[::2] for part in environ["QUERY_STRING"].split("&"))
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"Hello, {pairs.get('name') or 'world'}!\n".encode()]

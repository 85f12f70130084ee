from urllib.parse import parse_qs

TEXT = ("Content-Type", "text/plain; charset=utf-8")
HTML = ("Content-Type", "text/html; charset=utf-8")


def application(environ, start_response):
    """Answer one request as the site in views.py does, without Django."""
    if environ["PATH_INFO"] != "/hello/":
        start_response("404 Not Found", [TEXT])
        return [b"Nothing is here.\n"]
    if environ["REQUEST_METHOD"] != "GET":
        start_response("405 Method Not Allowed", [HTML, ("Allow", "GET")])
        return [b""]
    names = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True).get("name", [""])
    start_response("200 OK", [TEXT])
    return [f"Hello, {names[-1] or 'world'}!\n".encode()]

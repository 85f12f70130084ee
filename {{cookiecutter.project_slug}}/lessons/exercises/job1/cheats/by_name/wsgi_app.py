from importlib import import_module


def application(environ, start_response):
    wsgi = import_module("django.core.handlers.wsgi")
    return wsgi.WSGIHandler()(environ, start_response)

def application(environ, start_response):
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()(environ, start_response)

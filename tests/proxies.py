"""Run the shipped files of Caddy and HAProxy with the real programs, in front of a site."""

import http.client
import shutil
import socket
import ssl
import subprocess
import sys
import time
from contextlib import closing, contextmanager

from .commands import change, environment
from .serving import SETTINGS, program


def free_port():
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def started(command, port, log, **options):
    """Run a program until the block ends, which begins when it listens at a port."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **options)
    try:
        while not is_open(port):
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(60)


def is_open(port):
    """Return whether somebody listens at a port."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def served(project):
    """Serve a prepared project as on a machine behind a proxy; yield the port."""
    port = free_port()
    variables = SETTINGS | {"PORT": str(port), "TRUSTED_PROXY_COUNT": "1", "WEB_CONCURRENCY": "2"}
    command = [sys.executable, "manage.py", "serve"]
    log = project / "serve.log"
    with started(command, port, log, cwd=project, env=environment(**variables)):
        yield port


def caddy(project, upstream, plain, secure):
    """Return the command that runs the shipped file, with other ports and names."""
    path = project / "caddy.conf"
    shutil.copy(project / "deploy/Caddyfile", path)
    options = f"admin off\n\thttp_port {plain}\n\thttps_port {secure}\n\tskip_install_trust"
    change(path, "{\n\tservers {", f"{{\n\t{options}\n\tservers {{")
    change(path, "{$SITE_ADDRESS} {", "127.0.0.1 {\n\ttls certificate.pem key.pem")
    change(path, "root * /media", f"root * {project}/media")
    change(path, "name web", "name localhost")
    change(path, "port 8000", f"port {upstream}")
    return [program("caddy"), "run", "--config", path, "--adapter", "caddyfile"]


def haproxy(project, upstream, plain, secure):
    """Return the command that runs the shipped file, with other ports and names."""
    path, pair = project / "haproxy.cfg", project / "pair.pem"
    shutil.copy(project / "deploy/haproxy/haproxy.cfg", path)
    pair.write_text(
        "".join((project / name).read_text() for name in ("key.pem", "certificate.pem"))
    )
    errors = project / "deploy/haproxy/503.http"
    path.write_text(path.read_text().replace("/etc/haproxy/503.http", str(errors), 4))
    change(
        path, "bind :443 ssl crt /etc/haproxy/site.pem", f"bind 127.0.0.1:{secure} ssl crt {pair}"
    )
    change(path, "bind :80\n", f"bind 127.0.0.1:{plain}\n")
    for name in ("web1", "web2", "web3"):
        change(path, f"{name} {name}:8000", f"{name} 127.0.0.1:{upstream}")
    return [program("haproxy"), "-db", "-f", path]


class Proxy:
    """A proxy in front of a site."""

    def __init__(self, plain, secure):
        self.plain, self.secure = plain, secure

    def connect(self):
        """Return a connection over https that takes a certificate that nobody trusts."""
        context = ssl._create_unverified_context()
        return http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=60, context=context)

    def ask(self, method, path, body=None, headers=()):
        """Return status, headers and text of an answer."""
        with closing(self.connect()) as connection:
            connection.request(method, path, body, {"Host": "127.0.0.1"} | dict(headers))
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode()


@contextmanager
def in_front(kind, project, upstream):
    """Run a proxy of a kind, `caddy` or `haproxy`, in front of a port; yield it."""
    proxy = Proxy(free_port(), free_port())
    command = kind(project, upstream, proxy.plain, proxy.secure)
    home = environment(XDG_CONFIG_HOME=str(project), XDG_DATA_HOME=str(project))
    log = project / f"{kind.__name__}.log"
    with started(command, proxy.secure, log, cwd=project, env=home):
        while proxy.ask("GET", "/readyz")[0] != 200:  # HAProxy looks twice a second.
            time.sleep(0.05)
        yield proxy

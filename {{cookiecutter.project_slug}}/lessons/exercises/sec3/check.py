import re
import runpy
from pathlib import Path

import pytest
import sec3
from django.urls import reverse

pytestmark = pytest.mark.django_db

HOST = "www.example.com"
DAY_SECONDS = 60 * 60 * 24


def get(client, path, host=HOST, secure=True):
    response = client.get(path, headers={"host": host}, secure=secure)
    assert host != HOST or response.status_code != 400, (
        f"The site refuses its own host, {HOST}: ALLOWED_HOSTS has names, without https://."
    )
    return response


def check_the_checks_find_nothing(manage):
    _, printed = manage("check", "--deploy")

    found = re.findall(r"\((security\.W\d+)\) (.*?\.)(?:\s|$)", printed)
    assert not found, "\n".join(["Still open:", *(f"{number}: {text}" for number, text in found)])
    assert "(0 silenced)" in printed, (
        f"The checks should be silent by themselves: {printed.strip().splitlines()[-1]}"
    )


def check_http_is_sent_to_https_and_browsers_remember_it(client):
    response = get(client, "/", secure=False)
    assert (response.status_code, response.headers.get("Location")) == (301, f"https://{HOST}/"), (
        f"http://{HOST}/ answered {response.status_code}, and should send to https with a 301."
    )

    response = get(client, "/")
    assert response.status_code == 200, f"https://{HOST}/ answered {response.status_code}."
    header = response.headers.get("Strict-Transport-Security", "")
    seconds = int((re.search(r"max-age=(\d+)", header) or [0, 0])[1])
    assert seconds >= DAY_SECONDS, (
        f"Browsers are told to stay with https for {seconds} seconds, and a day has {DAY_SECONDS}."
    )


def check_other_hosts_are_refused(client, word):
    for host in (f"{word}.example", f"{word}.example.com", f"www.example.com.{word}.example"):
        status = get(client, "/", host=host).status_code
        assert status == 400, f"A request for the host {host} got {status}, and should get 400."


def check_cookies_travel_over_https_alone(client, make_user, settings):
    client.force_login(make_user("Anna"))
    get(client, reverse("accounts:profile"))

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert name in client.cookies, f"The cookie {name} is missing on the page of the profile."
        assert client.cookies[name]["secure"], f"The cookie {name} travels over plain http as well."


def check_the_key_stands_in_no_file(monkeypatch, word):
    file = str(Path(sec3.__file__).with_name("settings.py"))

    monkeypatch.setenv("SECRET_KEY", word * 8)
    key = runpy.run_path(file)["SECRET_KEY"]
    assert key == word * 8, (
        "The secret key is not what the environment variable SECRET_KEY holds: who can read "
        "settings.py knows the key. Take it from os.environ."
    )

    monkeypatch.delenv("SECRET_KEY")
    try:
        key = runpy.run_path(file)["SECRET_KEY"]
    except Exception:
        return  # Nobody starts the site without a key.
    assert not key, (
        f"Where SECRET_KEY is not set, the site runs with the key {key!r}, which others can read or "
        "nobody knows tomorrow. Let it end with an error: os.environ[…] does."
    )

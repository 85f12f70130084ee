"""What a load balancer sees."""

import shutil

import pytest

pytestmark = pytest.mark.parametrize("path", ["/healthz", "/readyz"])


def test_health_checks_answer_without_the_database(client, path):
    response = client.get(path)  # This test may not use the database: a query would raise.

    assert response.status_code == 200


def test_health_checks_accept_any_host_and_plain_http(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get(path, headers={"host": "10.0.0.7"})

    assert response.status_code == 200


def test_a_full_disk_takes_the_server_out_of_service(client, monkeypatch, path):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))

    response = client.get(path)

    assert response.status_code == (503 if path == "/readyz" else 200)

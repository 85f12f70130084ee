import pytest
from allauth.account.adapter import get_adapter
from django.test import RequestFactory


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client_ip"),
    [
        (0, "203.0.113.9", "198.51.100.1"),  # no proxy: whoever writes the header lies
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),  # the first is what the visitor claims
        (2, "6.6.6.6, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),  # of a server that listens on IPv6 too
    ],
)
def test_address_of_a_visitor_is_what_the_trusted_proxies_say(
    settings, proxies, forwarded, client_ip
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="198.51.100.1", headers={"X-Forwarded-For": forwarded}
    )

    assert get_adapter().get_client_ip(request) == client_ip

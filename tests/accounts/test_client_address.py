"""From where a request comes, for counting failed log-ins and wrong codes."""

import pytest
from django.test import RequestFactory

from accounts.adapter import client_address

FORWARDED = "198.51.100.9, 192.0.2.7"


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "127.0.0.1"), (1, "192.0.2.7"), (2, "198.51.100.9")]
)
def test_address_is_told_by_the_proxies_that_are_trusted(settings, proxies, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": FORWARDED})
    assert client_address(request) == address


def test_request_through_a_socket_of_the_machine_has_none():
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) is None

"""Promise 11: whose address a request has is said by our own proxies, and cannot be bent by what a visitor writes."""

import pytest
from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

PROXY, FAR, NEAR = "10.0.0.1", "203.0.113.7", "198.51.100.9"


def address(forwarded=None, *, peer=PROXY):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().post("/accounts/login/", headers=headers, REMOTE_ADDR=peer)
    return get_adapter().get_client_ip(request)


@pytest.fixture
def behind(settings):
    def count(proxies):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    return count


@pytest.mark.parametrize("forged", [FAR, f"{FAR}, {NEAR}", "::1", "rubbish", "127.0.0.1", ""])
def test_without_a_proxy_the_header_is_not_read(behind, forged):
    behind(0)
    assert address(forged, peer=NEAR) == NEAR


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (1, FAR, FAR),
        (1, f"1.1.1.1, 2.2.2.2,{FAR}", FAR),
        (1, ", ".join(["1.1.1.1"] * 400 + [FAR]), FAR),
        (1, f"{FAR}:51234", FAR),
        (1, f" {FAR} ", FAR),
        (2, f"1.1.1.1, {FAR}, 10.0.0.2", FAR),
        (2, f"{FAR}, 10.0.0.2", FAR),
        (3, f"1.1.1.1, {FAR}, 10.0.0.3, 10.0.0.2", FAR),
        (1, "1.1.1.1, 2001:db8::7", "2001:db8::7"),
        (1, "[2001:db8::7]:443", "2001:db8::7"),
        (1, "2001:0DB8:0:0::7", "2001:db8::7"),
        (1, f"::ffff:{FAR}", FAR),
        (1, "fe80::7%eth0", "fe80::7"),
    ],
)
def test_of_the_header_the_entry_counts_that_our_own_proxy_wrote(behind, proxies, forwarded, found):
    behind(proxies)
    assert address(forwarded) == found


@pytest.mark.parametrize("entry", ["unknown", "999.1.1.1", "' OR 1=1", "_hidden", "\x00", "1.1.1.1, ", "é"])
def test_what_the_proxy_cannot_name_counts_as_the_proxy(behind, entry):
    behind(1)
    assert address(entry) == PROXY


def test_fewer_entries_than_proxies_are_no_error_for_a_visitor(behind, caplog):
    behind(2)
    assert address(FAR) == PROXY
    assert "check that setting" in caplog.text
    assert FAR not in caplog.text


def test_an_empty_header_and_none_are_the_same(behind):
    behind(1)
    assert address("") == address(None) == PROXY


def test_nobody_without_an_address_gets_in(behind):
    behind(0)
    with pytest.raises(PermissionDenied):
        address(peer="")


def test_an_address_of_a_socket_for_both_kinds_is_what_it_is(behind):
    behind(0)
    assert address(peer=f"::ffff:{NEAR}") == NEAR

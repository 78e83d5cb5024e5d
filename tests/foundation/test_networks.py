"""Whom the limits count as one."""

import pytest
from allauth.core.internal.ratelimit import truncate_ip

from foundation.networks import network_of, plain


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("inventado", "inventado"),
    ],
)
def test_one_subscriber_is_counted_as_one(address: str, counted: str) -> None:
    assert network_of(address) == counted


def test_an_address_has_one_spelling() -> None:
    assert plain("::FFFF:10.0.0.1") == "10.0.0.1"
    assert plain("2001:DB8:0:0::1") == "2001:db8::1"
    with pytest.raises(ValueError, match="inventado"):
        plain("inventado")


def test_the_door_counts_the_same_networks() -> None:
    address = "2001:db8:1:2:3:4:5:6"
    assert f"{truncate_ip(address)}/64" == network_of(address)

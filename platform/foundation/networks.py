"""Who counts as one caller: an IPv4 address, or the network that one IPv6 subscriber is given."""

from ipaddress import IPv6Address, IPv6Network, ip_address

SUBSCRIBER = 64  # bits; the other 64 are the subscriber's to choose anew for every request


def plain(address: str) -> str:
    """An address in its usual spelling, IPv4 where IPv6 only wraps it. Raises ValueError."""
    found = ip_address(address)
    wrapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(wrapped or found)


def network_of(address: str) -> str:
    """What is counted together with an address; what is no address stands for itself."""
    try:
        found = ip_address(plain(address))
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(IPv6Network((int(found), SUBSCRIBER), strict=False))

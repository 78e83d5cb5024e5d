"""Asks the DNS for TXT records: names go out, texts come back, no address is ever connected to."""

import dns.exception
import dns.resolver
from django.conf import settings

SECONDS = 4.0
MOST = 50


class NoAnswer(Exception):
    """The DNS did not answer, which proves nothing either way."""


def texts_at(name: str) -> list[str]:
    """The TXT records of a name, none when there is no such name. Raises NoAnswer."""
    try:
        answer = resolver().resolve(name, "TXT", lifetime=SECONDS, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise NoAnswer(type(error).__name__) from error
    return [b"".join(each.strings).decode("utf-8", "replace") for each in list(answer)[:MOST]]


def resolver() -> dns.resolver.Resolver:
    """The machine's own resolver, or the server that `DNS_SERVER` names."""
    if not settings.DNS_SERVER:
        return dns.resolver.Resolver()
    host, _, port = settings.DNS_SERVER.partition(":")
    found = dns.resolver.Resolver(configure=False)
    found.nameservers = [host]
    found.port = int(port or 53)
    return found

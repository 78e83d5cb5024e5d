"""Asking a server outside: over HTTPS, never at an inner address, for a short time, not too much.

The address is looked up once and the connection goes to what was found, so that no second answer
of the DNS can lead inside. Redirects are not followed. Outside production a server on this very
machine may be asked too, over HTTP: the demonstration and the tests have no other.
"""

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

import urllib3
from django.conf import settings
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

Address = IPv4Address | IPv6Address
TIMES = urllib3.Timeout(connect=3, read=5)
LONGEST_SECONDS = 10
LARGEST = 512 * 1024
TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))  # hold an IPv4 address
PORTS = {"https": 443, "http": 80}


class Unreachable(Exception):
    """The server did not answer as it should; the sentence is for the log."""


class Forbidden(Unreachable):
    """The address is none that may be asked."""


class TooLarge(Unreachable):
    """The answer is larger than what is taken."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status and, where the body is a JSON object, what it holds."""

    status: int
    body: dict[str, Any]


def checked(url: str, *, in_clear: bool = False) -> SplitResult:
    """The parts of an address that may be asked, before it is looked up. Raises Forbidden."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise Forbidden(f"{url!r} is not an address") from error
    if parts.username or parts.password or not parts.hostname or parts.fragment:
        raise Forbidden(f"{url!r} is not a plain address")
    may_be_clear = in_clear or not settings.PRODUCTION
    if parts.scheme != "https" and not (parts.scheme == "http" and may_be_clear):
        raise Forbidden(f"{url!r} does not begin with https://")
    return parts


def fetch(
    url: str,
    *,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """GET, or POST of a form. Raises Unreachable."""
    parts = checked(url)
    pool = pool_to(parts, address_of(parts))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    told = {"Host": parts.netloc, "Accept": "application/json", **(headers or {})}
    if form is not None:
        told["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        with deadline(pool):
            response = pool.request(
                "GET" if form is None else "POST",
                path,
                body=None if form is None else urlencode(form),
                headers=told,
                redirect=False,
                preload_content=False,
            )
            return Answer(response.status, read_json(response))
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Unreachable(f"{parts.hostname}: {error}") from error


def download(url: str, *, largest: int, seconds: float) -> bytes:
    """The body of what lies at an address that a person confirmed. Raises Unreachable.

    For what carries a signature of its own, such as lists of revoked certificates: these are
    published over HTTP.
    """
    parts = checked(url, in_clear=True)
    pool = pool_to(parts, address_of(parts, in_clear=True))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with deadline(pool, seconds):
            response = pool.request(
                "GET", path, headers={"Host": parts.netloc}, redirect=False, preload_content=False
            )
            if response.status != HTTPStatus.OK:
                raise Unreachable(f"{parts.hostname}: status {response.status}")
            return read_body(response, largest)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Unreachable(f"{parts.hostname}: {error}") from error


def pool_to(parts: SplitResult, address: Address) -> HTTPConnectionPool:
    """A connection to that address, whose certificate must be of the name."""
    host, port = str(address), parts.port or PORTS[parts.scheme]
    if parts.scheme == "http":
        return HTTPConnectionPool(host, port, timeout=TIMES, retries=False, maxsize=1)
    return HTTPSConnectionPool(
        host,
        port,
        timeout=TIMES,
        retries=False,
        maxsize=1,
        cert_reqs="CERT_REQUIRED",
        server_hostname=parts.hostname,
        assert_hostname=parts.hostname,
    )


@contextmanager
def deadline(pool: HTTPConnectionPool, seconds: float | None = None) -> Iterator[None]:
    """Shut the connection down after a time, LONGEST_SECONDS unless told. Raises Unreachable.

    The times of the library are for each read; a byte a second would go on for ever.
    """
    is_over = threading.Event()
    open_sockets: list[socket.socket] = []

    class Watched(pool.ConnectionCls):  # type: ignore[name-defined,misc]
        def connect(self) -> None:
            super().connect()
            open_sockets.append(self.sock)
            if is_over.is_set():
                shut()

    def shut() -> None:
        is_over.set()
        for each in open_sockets:
            with suppress(OSError):  # it is closed already
                socket.socket.shutdown(each, socket.SHUT_RDWR)  # TLS is not asked

    pool.ConnectionCls = Watched
    timer = threading.Timer(LONGEST_SECONDS if seconds is None else seconds, shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        pool.close()
        if is_over.is_set():
            raise Unreachable("the answer is too slow")


def address_of(parts: SplitResult, *, in_clear: bool = False) -> Address:
    """Where the name leads. Raises Forbidden when any of its addresses is an inner one."""
    assert parts.hostname is not None
    try:
        found = socket.getaddrinfo(
            parts.hostname, parts.port or PORTS[parts.scheme], type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{parts.hostname}: {error}") from error
    addresses = [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    if not addresses or not all(
        may_be_asked(each, "https" if in_clear else parts.scheme) for each in addresses
    ):
        raise Forbidden(f"{parts.hostname} leads to an inner address")
    return addresses[0]


def may_be_asked(address: Address, scheme: str) -> bool:
    """Whether it belongs to the outside world; outside production, or to this machine."""
    if isinstance(address, IPv6Address):
        if any(address in each for each in TRANSLATED) or address.sixtofour or address.teredo:
            return False
        if address.ipv4_mapped is not None:
            return may_be_asked(address.ipv4_mapped, scheme)
    if address.is_loopback:
        return not settings.PRODUCTION
    return scheme == "https" and address.is_global and not address.is_multicast


def read_json(response: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    """The body, when it is an object of JSON and not too large; else nothing."""
    try:
        found = json.loads(read_body(response, LARGEST))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def read_body(response: urllib3.BaseHTTPResponse, largest: int) -> bytes:
    """The body, when it is not too large. Raises Unreachable."""
    body = bytearray()
    while chunk := response.read(16 * 1024):
        body += chunk
        if len(body) > largest:
            raise TooLarge("the answer is too large")
    return bytes(body)

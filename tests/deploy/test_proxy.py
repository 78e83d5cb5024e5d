"""The proxy of the recipe, as it is: an organisation at one server, whose death moves only it."""

import os
import socket
import ssl
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from config.local.places import SOURCE
from config.local.ports import LOOPBACK, free_port
from config.local.processes import wait_until
from tests.packages import program

pytestmark = pytest.mark.slow

DOMAIN = "rede.test"
HOSTS = [f"vila-{number}.{DOMAIN}" for number in range(60)]
SERVERS = 3
TRUSTING = ssl._create_unverified_context()  # the proxy signs for itself


class Upstream:
    """A web server that says which one it is, and remembers what it was asked."""

    def __init__(self, port: int = 0) -> None:
        upstream, self.seen = self, []

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host, scheme = self.headers["Host"], self.headers["X-Forwarded-Proto"]
                upstream.seen.append((self.path, host, scheme))
                body = str(upstream.port).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words: Any) -> None:
                pass

        self.server = ThreadingHTTPServer((LOOPBACK, port), Answer)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Refuse connections from now on."""
        self.server.shutdown()
        self.server.server_close()


def certify(folder: Path) -> None:
    """A certificate for the domain and everything under it, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, DOMAIN)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(DOMAIN), x509.DNSName(f"*.{DOMAIN}")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(signed.public_bytes(pem))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(pem, *plain))


@contextmanager
def proxy(folder: Path, web: str, ask: int = 0) -> Iterator[int]:
    """Caddy with the file of the recipe; its port for HTTPS."""
    certify(folder)
    secure = free_port()
    given = {
        "BASE_DOMAIN": DOMAIN,
        "WEB": web,
        "CERTIFICATES": str(folder),
        "HTTP_PORT": str(free_port()),
        "HTTPS_PORT": str(secure),
        "ASK_PORT": str(ask or free_port()),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    recipe = SOURCE / "deploy" / "compose" / "Caddyfile"
    words = [*program("caddy"), "run", "--adapter", "caddyfile", "--config", str(recipe)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            words, env={**os.environ, **given}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        started = wait_until(lambda: asked(secure, DOMAIN) is not None, seconds=20)
        assert started, (folder / "log").read_text()
        yield secure
    finally:
        process.terminate()
        process.wait()


def asked(port: int, host: str, path: str = "/") -> int | None:
    """Which server answers for a host."""
    link = HTTPSConnection(LOOPBACK, port, context=TRUSTING)  # another is dear to make
    try:
        door = socket.create_connection((LOOPBACK, port), timeout=10)
        link.sock = TRUSTING.wrap_socket(door, server_hostname=host)
        link.request("GET", path, headers={"Host": host})
        answer = link.getresponse()
        return int(answer.read()) if answer.status == 200 else None
    except (OSError, ValueError):
        return None
    finally:
        link.close()


def places(port: int) -> dict[str, int | None]:
    """Which server answers for each organisation, asked at the same time."""
    with ThreadPoolExecutor(8) as threads:
        return dict(zip(HOSTS, threads.map(lambda host: asked(port, host), HOSTS), strict=True))


@pytest.fixture
def servers() -> Iterator[list[Upstream]]:
    started = [Upstream() for _ in range(SERVERS)]
    yield started
    for each in started:
        each.stop()


@pytest.fixture
def front(servers: list[Upstream], tmp_path: Path) -> Iterator[int]:
    with proxy(tmp_path, " ".join(f"{LOOPBACK}:{each.port}" for each in servers)) as port:
        yield port


def test_an_organisation_is_always_sent_to_the_same_server(
    front: int, servers: list[Upstream]
) -> None:
    first = places(front)
    assert [places(front) for _ in range(3)] == [first] * 3
    assert {asked(front, HOSTS[0], path) for path in ("/", "/plano/", "/api/v1/?a=b")} == {
        first[HOSTS[0]]
    }
    shares = Counter(first.values())
    assert set(shares) == {each.port for each in servers}
    assert min(shares.values()) >= len(HOSTS) / SERVERS / 3, shares
    seen = [each for server in servers for each in server.seen if each[1] in HOSTS]
    assert {scheme for _, _, scheme in seen} == {"https"}


def test_the_hosts_of_a_dead_server_move_and_no_others(front: int, servers: list[Upstream]) -> None:
    before = places(front)
    dead = servers[1]
    dead.stop()
    after = places(front)
    assert None not in after.values()
    moved = {host for host in HOSTS if after[host] != before[host]}
    assert moved == {host for host, port in before.items() if port == dead.port}
    assert {after[host] for host in moved} == {servers[0].port, servers[2].port}
    servers[1] = Upstream(dead.port)
    host = min(moved)
    assert wait_until(lambda: asked(front, host) == before[host], seconds=30)
    assert places(front) == before


def test_the_pages_of_all_are_shared_out(front: int, servers: list[Upstream]) -> None:
    with ThreadPoolExecutor(8) as threads:
        for host in (DOMAIN, f"cge.{DOMAIN}"):
            found = set(threads.map(lambda _, name=host: asked(front, name), range(40)))
            assert len(found) > 1


def test_before_a_certificate_the_portal_is_asked_whether_the_host_is_proven(
    servers: list[Upstream], tmp_path: Path
) -> None:
    ask = free_port()
    web = " ".join(f"{LOOPBACK}:{each.port}" for each in servers)
    with proxy(tmp_path, web, ask):
        with urlopen(f"http://{LOOPBACK}:{ask}/?domain=prefeitura.test", timeout=10) as answer:
            assert answer.status == 200
        seen = [each for server in servers for each in server.seen if "domain" in each[0]]
    assert seen == [("/saude/enderecos/?domain=prefeitura.test", DOMAIN, "https")]

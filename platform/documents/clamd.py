"""Ask a ClamAV daemon about a file, in its own protocol: INSTREAM over TCP or a local socket."""

import socket
from contextlib import closing
from struct import pack
from typing import IO
from urllib.parse import urlsplit

CHUNK = 64 * 1024
CONNECT_SECONDS, SILENCE_SECONDS = 5.0, 60.0
LONGEST_ANSWER = 4096
PORT = 3310
FORM = "CLAMD_URL is not of the form tcp://host:port or unix:///path"


class ScannerAway(Exception):
    """The daemon could not be asked, did not answer, or did not judge: nothing is known."""


def place_of(url: str) -> tuple[str, int] | str:
    """Host and port, or the path of a socket. Raises ValueError for any other address."""
    parts = urlsplit(url)
    if parts.scheme == "unix" and parts.path and not parts.netloc:
        return parts.path
    if parts.scheme == "tcp" and parts.hostname and not parts.path.strip("/"):
        return parts.hostname, parts.port or PORT
    raise ValueError(FORM)


def virus_in(content: IO[bytes], url: str, *, silence: float = SILENCE_SECONDS) -> str:
    """The name of what the daemon found, or nothing. Raises ScannerAway."""
    try:
        with closing(_connected(url, silence)) as line:
            _send(line, content)
            answer = _answer(line)
    except OSError as error:
        raise ScannerAway(f"{type(error).__name__}: {error}") from error
    if answer.endswith(" FOUND"):
        return answer.removesuffix(" FOUND").partition(": ")[2] or "desconhecido"
    if answer.endswith(": OK"):
        return ""
    raise ScannerAway(f"the daemon answered: {answer[:200]!r}")


def _connected(url: str, silence: float) -> socket.socket:
    place = place_of(url)
    if isinstance(place, str):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT_SECONDS)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
    else:
        line = socket.create_connection(place, timeout=CONNECT_SECONDS)
    line.settimeout(silence)
    return line


def _send(line: socket.socket, content: IO[bytes]) -> None:
    try:
        line.sendall(b"zINSTREAM\0")
        while chunk := content.read(CHUNK):
            line.sendall(pack("!I", len(chunk)) + chunk)
        line.sendall(pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # over its limit the daemon answers and hangs up: the answer says so


def _answer(line: socket.socket) -> str:
    found = b""
    while not found.endswith(b"\0") and len(found) < LONGEST_ANSWER:
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        found += part
    return found.rstrip(b"\0\n").decode("utf-8", "replace")

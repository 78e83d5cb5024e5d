"""Ports of the loopback interface."""

import socket
from collections.abc import Iterable

LOOPBACK = "127.0.0.1"


def listening_socket(port: int) -> socket.socket:
    """Bind and listen on a port of this machine; raises OSError when it is taken."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((LOOPBACK, port))
        door.listen(128)
    except OSError:
        door.close()
        raise
    return door


def first_free(ports: Iterable[int]) -> socket.socket | None:
    """The first port that can be had, already listening."""
    for port in ports:
        try:
            return listening_socket(port)
        except OSError:
            continue
    return None


def free_port(preferred: int = 0) -> int:
    """A port nobody listens on now: the preferred one if it can be had."""
    for candidate in (preferred, 0):
        try:
            with listening_socket(candidate) as door:
                return int(door.getsockname()[1])
        except OSError:
            continue
    raise OSError("no free port on the loopback interface")

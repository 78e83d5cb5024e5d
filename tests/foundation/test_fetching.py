"""Asking a server outside: it takes no longer than said, however the answer comes."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from foundation import fetching

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
ENDS = {
    "headers": b"HTTP/1.1 200 OK\r\nX-Slow: ",
    "body": HEAD + b"Content-Length: 9999\r\n\r\n",
    "body without an end": HEAD + b"Connection: close\r\n\r\n",
}


@pytest.fixture(params=ENDS)
def dripping(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server that sends a byte now and then, for ever."""
    door = socket.create_server(("127.0.0.1", 0))
    is_over = threading.Event()

    def drip() -> None:
        there, _ = door.accept()
        with there:
            there.recv(4096)
            there.sendall(ENDS[request.param])
            while not is_over.wait(0.01):
                try:
                    there.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    yield f"http://127.0.0.1:{door.getsockname()[1]}/"
    is_over.set()
    thread.join()
    door.close()


def test_a_dripping_answer_is_cut_off(dripping: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LONGEST_SECONDS", 0.1)
    began = time.monotonic()
    with pytest.raises(fetching.Unreachable, match="too slow"):
        fetching.fetch(dripping)
    assert time.monotonic() - began < 2

"""A daemon that speaks ClamAV's INSTREAM over TCP, on a port of its own, in a thread."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from struct import unpack

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Session(socketserver.StreamRequestHandler):
    """One question: a stream of chunks, each with its length; an empty one ends it."""

    server: "Daemon"

    def handle(self) -> None:
        command = self.rfile.read(len(b"zINSTREAM\0"))
        assert command == b"zINSTREAM\0", command
        content = b""
        while length := unpack("!I", self.rfile.read(4))[0]:
            if len(content) + length > self.server.limit:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
            content += self.rfile.read(length)
        self.server.seen.append(content)
        if self.server.is_silent:
            self.server.over.wait(30)
            return
        found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
        self.wfile.write(b"stream: " + found + b"\0")


class Daemon(socketserver.ThreadingTCPServer):
    """`limit` is the longest stream; a silent one takes everything and never answers."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.limit = 25 * 1024 * 1024
        self.is_silent = False
        self.over = threading.Event()
        self.seen: list[bytes] = []

    @property
    def url(self) -> str:
        """What CLAMD_URL says."""
        return f"tcp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def clamd() -> Iterator[Daemon]:
    """A running daemon; it ends with the block."""
    with Daemon() as daemon:
        thread = threading.Thread(target=daemon.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield daemon
        finally:
            daemon.over.set()
            daemon.shutdown()
            thread.join()

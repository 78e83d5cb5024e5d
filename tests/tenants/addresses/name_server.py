"""A DNS server of the test's own on the loopback address: a real socket, real messages."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


@dataclass
class NameServer:
    """What it knows: TXT records by name; names in `silent` get no answer at all."""

    address: str
    records: dict[str, list[str]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def answer(self, question: bytes) -> bytes | None:
        """The reply to one message."""
        query = dns.message.from_wire(question)
        name = query.question[0].name.to_text(omit_final_dot=True)
        self.asked.append(name)
        if name in self.silent:
            return None
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.AA | dns.flags.RA
        if name not in self.records:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        elif self.records[name]:
            texts = [f'"{each}"' if '"' not in each else each for each in self.records[name]]
            reply.answer.append(
                dns.rrset.from_text(query.question[0].name, 60, "IN", "TXT", *texts)
            )
        return bytes(reply.to_wire())


@contextmanager
def serving() -> Iterator[NameServer]:
    """The server for as long as a test needs it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        door.bind(("127.0.0.1", 0))
        door.settimeout(0.1)
        server = NameServer(f"127.0.0.1:{door.getsockname()[1]}")
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    question, sender = door.recvfrom(4096)
                    reply = server.answer(question)
                    if reply is not None:
                        door.sendto(reply, sender)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server
        finally:
            over.set()
            thread.join()

"""Bytes on their way in or out, counted and hashed as they pass; nothing is held whole."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from os import O_RDWR, close, fsync, link
from os import open as open_descriptor
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import uuid4

from tenants.archive.manifest import Part

CHUNK = 256 * 1024


class Sink(Protocol):
    """Whatever takes bytes."""

    def write(self, content: bytes, /) -> Any: ...


class Outflow:
    """Counts and hashes what is written, and hands it on."""

    def __init__(self, target: Sink | None = None) -> None:
        self.target = target
        self.size = 0
        self.lines = 0
        self._digest = sha256()

    def write(self, content: bytes) -> int:
        """Take some bytes."""
        self.size += len(content)
        self.lines += content.count(b"\n")
        self._digest.update(content)
        if self.target is not None:
            self.target.write(content)
        return len(content)

    def part(self, name: str) -> Part:
        """What has passed, as an entry of the manifest."""
        return Part(name, self.size, self.sha256)

    @property
    def sha256(self) -> str:
        """The hash of what has passed."""
        return self._digest.hexdigest()


class Inflow:
    """Counts and hashes what is read; gives no more than `most` bytes."""

    def __init__(self, source: IO[bytes], most: int) -> None:
        self.source = source
        self.most = most
        self.size = 0
        self._digest = sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes; nothing more once too many have come."""
        wanted = CHUNK if size is None or size < 0 else size
        if self.size > self.most:
            return b""
        content = self.source.read(wanted)
        self.size += len(content)
        self._digest.update(content)
        return content

    def chunks(self) -> Iterator[bytes]:
        """All of it, piece by piece."""
        while content := self.read(CHUNK):
            yield content

    def is_part(self, part: Part) -> bool:
        """Whether what has passed is what the manifest promised."""
        return self.size == part.size and self._digest.hexdigest() == part.sha256


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as opened:
        while content := opened.read(CHUNK):
            digest.update(content)
    return digest.hexdigest()


@contextmanager
def whole_or_nothing(path: Path) -> Iterator[IO[bytes]]:
    """A new file that gets its name only when it is complete; a killed process leaves none.

    Raises FileExistsError when the name is taken.
    """
    if path.exists():
        raise FileExistsError(path)
    try:
        from os import O_TMPFILE

        descriptor = open_descriptor(path.parent, O_TMPFILE | O_RDWR, 0o600)
    except (ImportError, OSError):  # a system or a file system without unnamed files
        with named_draft(path) as opened:
            yield opened
        return
    try:
        with open(descriptor, "w+b", closefd=False) as opened:
            yield opened
            opened.flush()
            fsync(descriptor)
            # naming a directory makes Python follow the link of /proc to the file itself
            link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor)
    finally:
        close(descriptor)


@contextmanager
def named_draft(path: Path) -> Iterator[IO[bytes]]:
    """The same under a passing name, removed on any error that can still be caught."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}.draft")
    try:
        with draft.open("x+b") as opened:
            draft.chmod(0o600)
            yield opened
            opened.flush()
            fsync(opened.fileno())
        link(draft, path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()

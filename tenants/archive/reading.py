"""Open an archive that came from anywhere: every byte is checked before anything is written."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from tenants.archive.container import unpacked
from tenants.archive.faults import BadArchive, ForeignVersion
from tenants.archive.manifest import MANIFEST, MOST_MANIFEST, SEAL, Manifest, Part, parse
from tenants.archive.streams import Inflow

MOST_NOTE = 64 * 1024
DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class Archive:
    """An open archive whose entries have been checked by name; contents are checked as read."""

    def __init__(self, archive: ZipFile, manifest: Manifest) -> None:
        self.archive = archive
        self.manifest = manifest

    @contextmanager
    def part(self, part: Part) -> Iterator[Inflow]:
        """One entry, read through a hash. Raises BadArchive when it is not what was promised."""
        try:
            with self.archive.open(part.name) as opened:
                flow = Inflow(opened, part.size)
                yield flow
        except DAMAGED:
            raise BadArchive(part.name, "está danificado.") from None
        if not flow.is_part(part):
            raise BadArchive(part.name, "não é o que foi exportado: o conteúdo foi alterado.")

    def verify(self) -> None:
        """Read every entry once. Raises BadArchive naming the first that was changed."""
        for part in self.manifest.parts():
            with self.part(part) as flow:
                for _ in flow.chunks():
                    pass


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """An archive with an honest list of entries. Raises BadArchive, FileNotFoundError."""
    with path.open("rb") as file, unpacked(file, path.name) as (archive, entries):
        manifest = manifest_of(archive, entries)
        check_contents(manifest, entries)
        yield Archive(archive, manifest)


def manifest_of(archive: ZipFile, entries: dict[str, ZipInfo]) -> Manifest:
    """The manifest, once its seal agrees."""
    content = small(archive, entries, MANIFEST, MOST_MANIFEST)
    seal = small(archive, entries, SEAL, MOST_NOTE)
    if sha256(content).hexdigest().encode() != seal.strip():
        raise BadArchive(MANIFEST, "foi alterado: não confere com o seu SHA-256.")
    return parse(content)


def small(archive: ZipFile, entries: dict[str, ZipInfo], name: str, most: int) -> bytes:
    """A short entry, whole."""
    info = entries.get(name)
    if info is None:
        raise BadArchive(name, "falta no arquivo.")
    if info.file_size > most:
        raise BadArchive(name, "é grande demais.")
    try:
        with archive.open(info) as opened:
            return opened.read(most)
    except DAMAGED:
        raise BadArchive(name, "está danificado.") from None


def check_contents(manifest: Manifest, entries: dict[str, ZipInfo]) -> None:
    """Raise BadArchive unless the archive holds what the manifest lists, and nothing else."""
    expected = {part.name: part.size for part in manifest.parts()}
    present = set(entries) - {MANIFEST, SEAL}
    for name in sorted(set(expected) ^ present):
        fault = "falta no arquivo." if name in expected else "não consta do manifesto."
        raise BadArchive(name, fault)
    for name, size in expected.items():
        if entries[name].file_size != size:
            raise BadArchive(name, "não tem o tamanho com que foi exportado.")


def check_version(manifest: Manifest, present: list[list[str]]) -> None:
    """Raise ForeignVersion unless the archive stands exactly where this version stands."""
    there, here = set(map(tuple, manifest.migrations)), set(map(tuple, present))
    if there == here:
        return
    named = ".".join(min(there ^ here))
    raise ForeignVersion(MANIFEST, f"feito pela versão {manifest.version}; difere em {named}.")

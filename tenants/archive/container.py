"""The container of an archive, looked at before anything in it is believed."""

import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from os import SEEK_END
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tenants.archive.faults import BadArchive
from tenants.archive.manifest import ENTRY

MOST_LIST = 64 * 1024 * 1024  # bytes of the list of contents, which is read whole
MOST_RATIO = 200  # of all unpacked bytes to the bytes of the archive
RATIO_FREE = 32 * 1024 * 1024  # a small archive may be as dense as it likes
TAIL = 22 + 0xFFFF  # where the end of the list may lie
END, END_64 = b"PK\x05\x06", b"PK\x06\x06"
KINDS = (0, stat.S_IFREG)
UNREADABLE = (BadZipFile, ValueError, OSError, NotImplementedError, struct.error)


@contextmanager
def unpacked(file: IO[bytes], name: str) -> Iterator[tuple[ZipFile, dict[str, ZipInfo]]]:
    """The container and its honest entries. Raises BadArchive for anything else."""
    size = file.seek(0, SEEK_END)
    check_list(file, name, size)
    try:
        archive = ZipFile(file)
    except UNREADABLE:
        raise BadArchive(name, "está incompleto ou não é um arquivo do SisPMPI.") from None
    with archive:
        for info in archive.infolist():
            check_entry(info)
        yield archive, check_sum(archive.infolist(), name, size)


def check_list(file: IO[bytes], name: str, size: int) -> None:
    """Raise BadArchive when the list of contents alone would fill the memory."""
    file.seek(max(0, size - TAIL))
    tail = file.read()
    at, at_64 = tail.rfind(END), tail.rfind(END_64)
    long = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if at_64 >= 0:
        long = max(long % 0xFFFFFFFF, int.from_bytes(tail[at_64 + 40 : at_64 + 48], "little"))
    if long > MOST_LIST:
        raise BadArchive(name, "tem uma lista de conteúdo grande demais.")


def check_entry(info: ZipInfo) -> None:
    """Raise BadArchive for a name that leads elsewhere, and for what is no plain file."""
    if not ENTRY.match(info.orig_filename) or info.filename != info.orig_filename:
        raise BadArchive(repr(info.orig_filename), "nome inaceitável dentro do arquivo.")
    if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadArchive(info.filename, "forma de compactação inaceitável.")
    if stat.S_IFMT(info.external_attr >> 16) not in KINDS:
        raise BadArchive(info.filename, "não é um arquivo comum (atalho, pasta ou dispositivo).")


def check_sum(found: list[ZipInfo], name: str, size: int) -> dict[str, ZipInfo]:
    """The entries by name. Raises BadArchive for repeated names and for a bomb."""
    entries = {info.filename: info for info in found}
    if len(entries) != len(found):
        raise BadArchive(name, "contém o mesmo nome duas vezes.")
    if sum(info.compress_size for info in found) > size:
        raise BadArchive(name, "tem partes que se sobrepõem: desdobra-se em dados demais.")
    if sum(info.file_size for info in found) > max(RATIO_FREE, MOST_RATIO * size):
        raise BadArchive(name, "desdobra-se em dados demais para o seu tamanho.")
    return entries

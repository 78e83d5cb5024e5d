"""What can happen to a file."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class FileStored(Event):
    """A file was received and kept."""

    name: ClassVar[str] = "documents.file_stored"
    title: ClassVar[str] = "Arquivo recebido"


@dataclass(frozen=True, kw_only=True)
class FileRemoved(Event):
    """A file was withdrawn: nobody downloads it any more, its bytes stay."""

    name: ClassVar[str] = "documents.file_removed"
    title: ClassVar[str] = "Arquivo retirado"


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(Event):
    """The product made a document and kept it."""

    name: ClassVar[str] = "documents.document_issued"
    title: ClassVar[str] = "Documento emitido"

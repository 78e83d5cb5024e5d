"""What can happen to a file."""

from typing import ClassVar

from events.registry import Event


class FileStored(Event):
    """A file was received and kept."""

    name: ClassVar[str] = "documents.file_stored"
    title: ClassVar[str] = "Arquivo recebido"


class FileRemoved(Event):
    """A file was withdrawn: nobody downloads it any more, its bytes stay."""

    name: ClassVar[str] = "documents.file_removed"
    title: ClassVar[str] = "Arquivo retirado"


class FileCleared(Event):
    """The scanner found nothing in a file."""

    name: ClassVar[str] = "documents.file_cleared"
    title: ClassVar[str] = "Arquivo verificado contra vírus"


class FileInfected(Event):
    """The scanner found a virus in a file: nobody gets it."""

    name: ClassVar[str] = "documents.file_infected"
    title: ClassVar[str] = "Vírus encontrado em arquivo"


class FileLeftUnscanned(Event):
    """A file waited for a scanner that the installation has no more."""

    name: ClassVar[str] = "documents.file_left_unscanned"
    title: ClassVar[str] = "Arquivo liberado sem verificação"


class FileDestroyed(Event):
    """The time that a removed file is kept is over: its bytes are gone, its row stays."""

    name: ClassVar[str] = "documents.file_destroyed"
    title: ClassVar[str] = "Conteúdo de arquivo eliminado"


class DocumentIssued(Event):
    """The product made a document and kept it."""

    name: ClassVar[str] = "documents.document_issued"
    title: ClassVar[str] = "Documento emitido"


class DocumentReplaced(Event):
    """A newer document took the place of an issued one."""

    name: ClassVar[str] = "documents.document_replaced"
    title: ClassVar[str] = "Documento substituído"


class DocumentRevoked(Event):
    """An issued document is not valid any more."""

    name: ClassVar[str] = "documents.document_revoked"
    title: ClassVar[str] = "Documento revogado"

"""What can happen to a document that is watched, to a root, and to who signs."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class SeiDocumentLinked(Event):
    name: ClassVar[str] = "signatures.sei.linked"
    title: ClassVar[str] = "Documento do SEI vinculado"


@dataclass(frozen=True, kw_only=True)
class SeiDocumentUnlinked(Event):
    name: ClassVar[str] = "signatures.sei.unlinked"
    title: ClassVar[str] = "Documento do SEI desvinculado"


@dataclass(frozen=True, kw_only=True)
class SeiDiffers(Event):
    """What SEI tells is not what is expected: somebody has to look."""

    name: ClassVar[str] = "signatures.sei.differs"
    title: ClassVar[str] = "Divergência no documento do SEI"


@dataclass(frozen=True, kw_only=True)
class SignedPdfRead(Event):
    name: ClassVar[str] = "signatures.pdf.read"
    title: ClassVar[str] = "Assinaturas lidas de um PDF"


@dataclass(frozen=True, kw_only=True)
class RootTrusted(Event):
    name: ClassVar[str] = "signatures.root.trusted"
    title: ClassVar[str] = "Raiz de confiança incluída"


@dataclass(frozen=True, kw_only=True)
class RootWithdrawn(Event):
    name: ClassVar[str] = "signatures.root.withdrawn"
    title: ClassVar[str] = "Raiz de confiança retirada"


@dataclass(frozen=True, kw_only=True)
class SignatoryChecked(Event):
    name: ClassVar[str] = "signatures.signatory.checked"
    title: ClassVar[str] = "Item de quem assina conferido"


@dataclass(frozen=True, kw_only=True)
class SignatoryCheckWithdrawn(Event):
    name: ClassVar[str] = "signatures.signatory.withdrawn"
    title: ClassVar[str] = "Conferência de quem assina desfeita"


@dataclass(frozen=True, kw_only=True)
class ChecklistReopened(Event):
    """Somebody else heads the partner: what was found of the one before counts no longer."""

    name: ClassVar[str] = "signatures.checklist.reopened"
    title: ClassVar[str] = "Conferência de quem assina reaberta"

"""What can happen to a document that is watched, to a root, and to who signs."""

from typing import ClassVar

from events.registry import Event


class SeiDocumentLinked(Event):
    name: ClassVar[str] = "signatures.sei.linked"
    title: ClassVar[str] = "Documento do SEI vinculado"


class SeiDocumentUnlinked(Event):
    name: ClassVar[str] = "signatures.sei.unlinked"
    title: ClassVar[str] = "Documento do SEI desvinculado"


class SeiDiffers(Event):
    """What SEI tells is not what is expected: somebody has to look."""

    name: ClassVar[str] = "signatures.sei.differs"
    title: ClassVar[str] = "Divergência no documento do SEI"


class SignedPdfRead(Event):
    name: ClassVar[str] = "signatures.pdf.read"
    title: ClassVar[str] = "Assinaturas lidas de um PDF"


class RootTrusted(Event):
    name: ClassVar[str] = "signatures.root.trusted"
    title: ClassVar[str] = "Raiz de confiança incluída"


class RootWithdrawn(Event):
    name: ClassVar[str] = "signatures.root.withdrawn"
    title: ClassVar[str] = "Raiz de confiança retirada"


class AuthorityAdded(Event):
    name: ClassVar[str] = "signatures.authority.added"
    title: ClassVar[str] = "Autoridade certificadora incluída"


class AddressConfirmed(Event):
    name: ClassVar[str] = "signatures.authority.address_confirmed"
    title: ClassVar[str] = "Endereço da lista de revogados confirmado"


class ListKept(Event):
    name: ClassVar[str] = "signatures.authority.list_kept"
    title: ClassVar[str] = "Lista de certificados revogados recebida"


class RevocationPolicyDecided(Event):
    name: ClassVar[str] = "signatures.revocation.decided"
    title: ClassVar[str] = "Regra de revogação decidida"


class SignatoryChecked(Event):
    name: ClassVar[str] = "signatures.signatory.checked"
    title: ClassVar[str] = "Item de quem assina conferido"


class SignatoryCheckWithdrawn(Event):
    name: ClassVar[str] = "signatures.signatory.withdrawn"
    title: ClassVar[str] = "Conferência de quem assina desfeita"


class ChecklistReopened(Event):
    """Somebody else heads the partner: what was found of the one before counts no longer."""

    name: ClassVar[str] = "signatures.checklist.reopened"
    title: ClassVar[str] = "Conferência de quem assina reaberta"

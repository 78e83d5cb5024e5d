"""What happens to the data of people without an account."""

from typing import ClassVar

from events.registry import Event


class WaySent(Event):
    name: ClassVar[str] = "privacy.way_sent"
    title: ClassVar[str] = "Link dos dados pessoais enviado"


class CopyTaken(Event):
    name: ClassVar[str] = "privacy.copy_taken"
    title: ClassVar[str] = "Cópia dos dados pessoais entregue"


class ErasureWished(Event):
    name: ClassVar[str] = "privacy.erasure_asked"
    title: ClassVar[str] = "Eliminação de dados pedida por titular sem conta"


class ErasureWishTold(Event):
    name: ClassVar[str] = "privacy.erasure_told"
    title: ClassVar[str] = "Contato da organização pediu a eliminação dos seus dados"
    is_told_in_both: ClassVar[bool] = True


class SubjectErased(Event):
    name: ClassVar[str] = "privacy.erased"
    title: ClassVar[str] = "Dados de titular sem conta eliminados"
    is_told_in_both: ClassVar[bool] = True


class ErasureRefused(Event):
    name: ClassVar[str] = "privacy.refused"
    title: ClassVar[str] = "Eliminação de dados recusada"


class AddressForgotten(Event):
    name: ClassVar[str] = "privacy.address_forgotten"
    title: ClassVar[str] = "Endereço do pedido de titular esquecido"


class SubjectErasedAgain(Event):
    name: ClassVar[str] = "privacy.erased_again"
    title: ClassVar[str] = "Dados que uma cópia trouxe de volta eliminados de novo"

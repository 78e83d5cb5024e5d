"""What happens to choices, words and addresses."""

from typing import ClassVar

from events.registry import Event


class ChoicesChanged(Event):
    name: ClassVar[str] = "notifications.choices_changed"
    title: ClassVar[str] = "Escolha de avisos alterada"


class CalendarOpened(Event):
    name: ClassVar[str] = "notifications.calendar_opened"
    title: ClassVar[str] = "Endereço da agenda criado"


class CalendarClosed(Event):
    name: ClassVar[str] = "notifications.calendar_closed"
    title: ClassVar[str] = "Endereço da agenda encerrado"


class WordsChanged(Event):
    name: ClassVar[str] = "notifications.words_changed"
    title: ClassVar[str] = "Texto de um aviso alterado"


class WordsRestored(Event):
    name: ClassVar[str] = "notifications.words_restored"
    title: ClassVar[str] = "Texto padrão de um aviso restaurado"


class AddressExcluded(Event):
    name: ClassVar[str] = "notifications.address_excluded"
    title: ClassVar[str] = "Endereço excluído de todo e-mail"


class AddressAllowed(Event):
    name: ClassVar[str] = "notifications.address_allowed"
    title: ClassVar[str] = "Endereço volta a receber e-mail"


class AddressConfirmed(Event):
    name: ClassVar[str] = "notifications.address_confirmed"
    title: ClassVar[str] = "Endereço confirmado depois de devolver mensagem"


class EmailBounced(Event):
    name: ClassVar[str] = "notifications.email_bounced"
    title: ClassVar[str] = "E-mail devolvido"


class EmailRequeued(Event):
    name: ClassVar[str] = "notifications.email_requeued"
    title: ClassVar[str] = "E-mail colocado de novo na fila"

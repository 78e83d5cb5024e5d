"""What a person without an account is told of the own data, file by file (LGPD, art. 18, II)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from agreements.privacy.held import Held, going, staying
from agreements.registry.rules import ContactRole
from agreements.room.models import GuestSession
from agreements.room.rules import GuestRole
from audit.models import Entry
from notifications.models import Email
from people.copying import listed, zip_of
from people.held import Line, Section, by_number, said

README = """Cópia dos dados pessoais ligados a {address}, guardados pela CGE-MG no registro de
acordos do SisPMPI em Rede.
Feita em {at:%d/%m/%Y às %H:%M}, a pedido da própria pessoa (LGPD, art. 18, II e V).

Cada assunto está em dois arquivos com os mesmos dados:
  .csv   abre em programas de planilha (UTF-8, separado por ponto e vírgula)
  .json  para outros programas

{sections}

Para que servem: celebrar e acompanhar o acordo de cooperação entre a CGE-MG e a organização
(LGPD, art. 7º, III). Quem tem conta em uma organização pede a cópia da conta lá, em “Meus dados”.
O que outras pessoas escreveram não está aqui.
"""


def contacts(held: Held) -> Iterator[Line]:
    """Where the person is or was whom to write to."""
    for each in held.contacts:
        role = str(ContactRole(each.role).label)
        own = (each.name, each.email, each.phone, each.post)
        yield str(each.organisation), role, *own, said(each.created_at)


def guests(held: Held) -> Iterator[Line]:
    """Invitations to rooms."""
    for each in held.guests:
        role = str(GuestRole(each.role).label)
        moments = (each.invited_at, each.entered_at, each.revoked_at)
        yield each.agreement.title, role, each.name, each.email, *map(said, moments)


def sessions(held: Held) -> Iterator[Line]:
    """When the person was in a room, and from where."""
    for each in by_number(GuestSession.objects.filter(guest__in=held.guests)):
        yield said(each.began_at), said(each.ended_at or each.expires_at), each.address


def deliveries(held: Held) -> Iterator[Line]:
    """Deliveries of the code to the person."""
    for each in held.deliveries:
        own = (each.receiver_name, each.receiver_email)
        yield each.agreement_label, *own, said(each.contacted_at), said(each.accepted_at)


def mails(held: Held) -> Iterator[Line]:
    """What the person wrote to the Cabinet."""
    for each in held.mails:
        yield said(each.received_at), each.sender, each.sender_name, each.subject, each.body


def messages(held: Held) -> Iterator[Line]:
    """What the system wrote to the address."""
    found = Email.objects.filter(to__iexact=held.address, user=None)
    for each in by_number(found):
        state = str(each.get_state_display())
        yield said(each.created_at), each.subject, each.body, state, said(each.sent_at)


def journal(held: Held) -> Iterator[Line]:
    """What the journal tells of those rows."""
    for each in by_number(Entry.verbs.filter(subject_uid__in=held.uids)):
        yield said(each.at), each.title, each.subject_label


def erasable(held: Held) -> Iterator[Line]:
    """What would go, and what would stay, were the erasure asked for."""
    for each in going(held):
        yield each, "sai"
    for each in staying(held):
        yield each, "fica, por obrigação legal (LGPD, art. 16, I)"


SECTIONS: tuple[Section[Held], ...] = (
    Section(
        "contatos",
        "Como contato de uma organização",
        ("Organização", "Papel", "Nome", "E-mail", "Telefone", "Cargo", "Desde"),
        contacts,
    ),
    Section(
        "convites",
        "Como convidado da sala de um acordo",
        ("Acordo", "Papel", "Nome", "E-mail", "Convidado em", "Última entrada", "Cancelado em"),
        guests,
    ),
    Section("entradas", "As entradas na sala", ("De", "Até", "Endereço de rede"), sessions),
    Section(
        "entregas",
        "Como responsável técnico de uma entrega",
        ("Acordo", "Nome", "E-mail", "Contatado em", "Termos aceitos em"),
        deliveries,
    ),
    Section(
        "mensagens-recebidas",
        "O que você escreveu ao Gabinete",
        ("Recebida em", "E-mail", "Nome", "Assunto", "Texto"),
        mails,
    ),
    Section(
        "mensagens-enviadas",
        "O que o sistema escreveu a você",
        ("Quando", "Assunto", "Texto", "Situação", "Enviada em"),
        messages,
    ),
    Section("diario", "O que o diário conta", ("Quando", "Ato", "Sobre"), journal),
    Section("eliminacao", "O que sai e o que fica", ("O quê", "Com a eliminação"), erasable),
)


def copy_of(held: Held, *, at: datetime) -> bytes:
    """The whole ZIP."""
    now = timezone.localtime(at)
    told = README.format(address=held.address, at=now, sections=listed(SECTIONS))
    return zip_of(SECTIONS, held, told)

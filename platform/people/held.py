"""What the place holds about one person, section by section, in words (LGPD, art. 18, II)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone

from access.keys import keys_of
from access.models import Person
from access.rules import Profile
from audit.models import Entry
from audit.personal import names_a_person
from documents.models import IssuedDocument, StoredFile
from identity.models import User
from identity.sessions import sessions_of
from notifications.kinds import title_of
from notifications.models import Email, Notice
from notifications.queries import preference_of
from notifications.rules import Channel
from people.naming import rows_naming

Line = tuple[str, ...]
Of = TypeVar("Of")
AT_ONCE = 500
FACTORS = {
    Authenticator.Type.TOTP: "aplicativo autenticador",
    Authenticator.Type.WEBAUTHN: "chave de acesso",
    Authenticator.Type.RECOVERY_CODES: "códigos de recuperação",
}
OF_ANOTHER = "dado de outra pessoa"


@dataclass(frozen=True, slots=True)
class Section(Generic[Of]):
    """One file of the copy: its name, what it is, the columns, and the lines of a person."""

    name: str
    title: str
    columns: Line
    lines: Callable[[Of], Iterator[Line]]


def said(value: object) -> str:
    """A value in words: moments in the time of Brasília, nothing where there is nothing."""
    if isinstance(value, bool):
        return "sim" if value else "não"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def uids_of(user: User) -> list[UUID]:
    """The account and its entry in the directory."""
    return [user.uid, *Person.objects.filter(user=user).values_list("uid", flat=True)]


def account(user: User) -> Iterator[Line]:
    """What the account itself says; the password and the digests are no words."""
    for label, value in (
        ("Nome", user.name),
        ("E-mail", user.email),
        ("Cargo", user.post),
        ("Matrícula", user.registration_number),
        ("Telefone", user.phone),
        ("Conta ativa", user.is_active),
        ("Conta criada em", user.created_at),
        ("Último acesso", user.last_login),
        ("CPF informado (guardado só como resumo cifrado)", user.cpf_digest is not None),
        ("Ligada ao gov.br em", user.govbr_linked_at),
        ("Ligada ao provedor da organização", user.provider_digest is not None),
    ):
        yield label, said(value)


def directory(user: User) -> Iterator[Line]:
    """As somebody who may be named in a plan."""
    for each in Person.objects.filter(user=user).select_related("unit"):
        yield each.name, each.registration_number, said(each.unit)


def profiles(user: User) -> Iterator[Line]:
    """Every profile that was ever granted."""
    for each in user.assignments.select_related("organ", "unit").order_by("pk"):
        where = each.unit or each.organ or "a organização inteira"
        days = (each.start_date, each.end_date, each.ended_at, each.away_from, each.away_until)
        yield Profile(each.profile).label, said(where), each.act, *map(said, days)


def notices(user: User) -> Iterator[Line]:
    """What the person was told in the system."""
    for each in by_number(Notice.objects.filter(user=user)):
        yield said(each.created_at), title_of(each.kind), each.text, said(each.read_at)


def messages(user: User) -> Iterator[Line]:
    """What was written to the person."""
    for each in by_number(Email.objects.filter(Q(user=user) | Q(user=None, to__iexact=user.email))):
        state = each.get_state_display()
        yield said(each.created_at), each.to, each.subject, each.body, state, said(each.sent_at)


def choices(user: User) -> Iterator[Line]:
    """How the person wants to be told."""
    row = preference_of(user)
    for key, channel in sorted(row.choices.items()):
        yield title_of(key), str(Channel(channel).label)
    yield "Agenda aberta", said(row.has_calendar)


def sessions(user: User) -> Iterator[Line]:
    """Where the account is open."""
    for each in sessions_of(user):
        yield said(each.created_at), said(each.last_seen_at), said(each.ip), each.user_agent


def factors(user: User) -> Iterator[Line]:
    """What protects the account besides the password; never a secret."""
    for each in Authenticator.objects.filter(user=user).order_by("pk"):
        yield FACTORS[each.type], said(each.created_at), said(each.last_used_at)


def keys(user: User) -> Iterator[Line]:
    """What the person's programmes show to act for the person; never the key itself."""
    for each in keys_of(user).order_by("pk"):
        moments = (each.created_at, each.expires_at, each.last_used_at, each.revoked_at)
        yield each.name, str(each.assignment), each.scope, *map(said, moments)


def invitations(user: User) -> Iterator[Line]:
    """Links by which the account was to be opened."""
    for each in user.invitations.order_by("pk"):
        yield said(each.created_at), said(each.expires_at), said(each.used_at)


def done_by(user: User) -> Iterator[Line]:
    """What the journal tells that the person did; what was written of others stays theirs."""
    own = set(uids_of(user))
    for each in by_number(Entry.verbs.filter(actor_uid=user.uid)):
        is_of_another = each.subject_uid not in own and names_a_person(each.subject_type)
        about = OF_ANOTHER if is_of_another else each.subject_label
        changed = OF_ANOTHER if is_of_another and each.changes else differences(each.changes)
        why = "" if is_of_another else each.reason
        as_what = Profile(each.actor_profile).label
        yield said(each.at), each.title, as_what, about, why, each.channel, each.address, changed


def done_about(user: User) -> Iterator[Line]:
    """What the journal tells that others, or the person, did to the account; not from where."""
    found = Entry.verbs.filter(subject_uid__in=uids_of(user)).exclude(actor_uid=user.uid)
    for each in by_number(found):
        yield said(each.at), each.title, each.who, each.reason, differences(each.changes)


def files(user: User) -> Iterator[Line]:
    """What the person sent."""
    for each in by_number(StoredFile.objects.filter(uploaded_by_uid=user.uid)):
        yield said(each.at), each.name, said(each.size), each.sha256, said(each.removed_at)


def documents(user: User) -> Iterator[Line]:
    """What the person issued."""
    for each in by_number(IssuedDocument.objects.filter(issued_by_uid=user.uid)):
        yield said(each.issued_at), each.title, each.code, each.sha256


def differences(changes: dict[str, Any]) -> str:
    """Field by field, old and new."""
    pairs = {k: v if isinstance(v, list) and len(v) == 2 else ["", v] for k, v in changes.items()}
    return "; ".join(f"{name}: {said(old)} → {said(new)}" for name, (old, new) in pairs.items())


def by_number(found: QuerySet[Any]) -> Iterator[Any]:
    """Rows in the order in which they came, some at a time: what is sealed is opened for each."""
    last = 0
    while rows := list(found.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield from rows
        last = rows[-1].pk


SECTIONS: tuple[Section[User], ...] = (
    Section("conta", "A conta", ("Dado", "Valor"), account),
    Section("cadastro", "O cadastro de servidores", ("Nome", "Matrícula", "Unidade"), directory),
    Section(
        "perfis",
        "Os perfis concedidos",
        (
            *("Perfil", "Onde", "Ato", "Desde", "Até", "Encerrado em"),
            *("Afastamento desde", "Afastamento até"),
        ),
        profiles,
    ),
    Section("avisos", "Os avisos no sistema", ("Quando", "Espécie", "Aviso", "Lido em"), notices),
    Section(
        "mensagens",
        "Os e-mails escritos pelo sistema",
        ("Quando", "Para", "Assunto", "Texto", "Situação", "Enviado em"),
        messages,
    ),
    Section("escolhas", "As escolhas de avisos", ("Aviso", "Como chega"), choices),
    Section(
        "sessoes",
        "Onde a conta está aberta",
        ("Desde", "Vista por último", "Endereço de rede", "Navegador"),
        sessions,
    ),
    Section("protecoes", "A segunda proteção", ("O quê", "Desde", "Usada por último"), factors),
    Section(
        "chaves-da-api",
        "As chaves da API",
        ("Nome", "Perfil", "O que permite", "Criada em", "Vale até", "Último uso", "Revogada em"),
        keys,
    ),
    Section("convites", "Os convites", ("Enviado em", "Valia até", "Usado em"), invitations),
    Section(
        "diario-atos",
        "No diário: o que a pessoa fez",
        (
            *("Quando", "Ato", "Perfil", "Sobre", "Por quê"),
            *("De onde", "Endereço de rede", "Alterações"),
        ),
        done_by,
    ),
    Section(
        "diario-sobre",
        "No diário: o que outros fizeram com os dados da pessoa",
        ("Quando", "Ato", "Quem", "Por quê", "Alterações"),
        done_about,
    ),
    Section(
        "arquivos",
        "Os arquivos enviados",
        ("Quando", "Nome", "Bytes", "SHA-256", "Retirado em"),
        files,
    ),
    Section(
        "documentos", "Os documentos emitidos", ("Quando", "Título", "Código", "SHA-256"), documents
    ),
    Section(
        "registros",
        "Onde mais a pessoa é citada",
        ("Registro", "Como", "Identificação", "Descrição"),
        rows_naming,
    ),
)


def is_large(user: User, most: int) -> bool:
    """Whether a worker should gather it: more rows of the longest kinds than a page waits for."""
    found: tuple[QuerySet[Any], ...] = (
        Entry.verbs.filter(Q(actor_uid=user.uid) | Q(subject_uid__in=uids_of(user))),
        Email.objects.filter(user=user),
        Notice.objects.filter(user=user),
    )
    return sum(each.order_by()[: most + 1].count() for each in found) > most

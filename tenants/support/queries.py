"""Support sessions: those of the network, those of one's own organisation, the one under way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from access.queries import users_holding
from access.rules import Actor, require
from audit.models import Entry
from foundation.refusals import Denied, NotFound
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from tenants import permissions
from tenants.models import Tenant
from tenants.support.events import SupportRequestMade
from tenants.support.models import SupportSession
from tenants.support.rules import Ending, Made

DETAIL = SupportRequestMade.name


def sessions(actor: Actor) -> QuerySet[SupportSession]:
    """Every session, for the centre. Raises Denied."""
    require(actor, permissions.SEE_SUPPORT)
    return SupportSession.objects.select_related("tenant__organisation", "supporter")


def session_by_uid(actor: Actor, uid: UUID) -> SupportSession:
    """One of them. Raises Denied or NotFound."""
    return first_of(sessions(actor).filter(uid=uid))


def own_sessions(actor: Actor) -> QuerySet[SupportSession]:
    """Those of the organisation where the connection stands. Raises Denied."""
    require(actor, permissions.SEE_OWN_SUPPORT)
    if actor.organ_id is not None:
        raise Denied("Os atendimentos são da organização inteira: peça o perfil sem órgão.")
    return SupportSession.objects.all()


def own_session_by_uid(actor: Actor, uid: UUID) -> SupportSession:
    """One of them. Raises Denied or NotFound."""
    return first_of(own_sessions(actor).filter(uid=uid))


def first_of(found: QuerySet[SupportSession]) -> SupportSession:
    """The one that is left. Raises NotFound."""
    session = found.first()
    if session is None:
        raise NotFound
    return session


def for_update(schema: str, uid: UUID) -> SupportSession:
    """A session of one organisation, locked; asked in public. Raises NotFound."""
    found = SupportSession.objects.select_for_update(of=("self",)).filter(
        uid=uid, tenant__schema_name=schema
    )
    return first_of(found.select_related("tenant__organisation", "supporter"))


def one_of(schema: str, uid: UUID) -> SupportSession | None:
    """A session of one organisation; asked in public."""
    found = SupportSession.objects.filter(uid=uid, tenant__schema_name=schema)
    return found.select_related("tenant__organisation", "supporter").first()


def open_in(tenant: Tenant) -> SupportSession | None:
    """The session that was not ended yet, locked."""
    found = SupportSession.objects.select_for_update(of=("self",)).filter(
        tenant=tenant, ended_at=None
    )
    return found.select_related("tenant__organisation", "supporter").first()


def may_still_support(session: SupportSession, *, today: date) -> bool:
    """Whether the person has an active account and the profile still, at the centre."""
    with inside(PUBLIC):
        able = users_holding(*permissions.SUPPORT.profiles, today=today)
        return able.filter(pk=session.supporter_id).exists()


def why_over(session: SupportSession, *, at: datetime) -> Ending | None:
    """Why an open session may not go on, if so; asked with each request, and by the clock."""
    if not session.lasts_at(at):
        return Ending.TIME
    able = may_still_support(session, today=timezone.localdate(at))
    return None if able else Ending.PERSON


def administrators(*, today: date) -> QuerySet[User]:
    """Who is told, in the present schema."""
    return users_holding(*permissions.ALLOW_SUPPORT.profiles, today=today)


def requests_here(session: SupportSession) -> list[Made]:
    """Every request of a session, as the journal of the present schema tells it."""
    entries = Entry.verbs.filter(subject_uid=session.uid, verb=DETAIL)
    return sorted(map(made_of, entries), key=lambda made: made.number)


def made_of(entry: Entry) -> Made:
    """The request behind an entry."""
    told = {name: pair[1] for name, pair in entry.changes.items()}
    return Made(
        int(told["número"]), str(told["método"]), str(told["caminho"]), int(told["resposta"])
    )


@dataclass(frozen=True, slots=True)
class Published:
    """A session as the portal shows it: nothing of anybody's person."""

    organisation: str
    category: str
    opened_at: datetime
    ended_at: datetime | None


def published() -> Iterator[Published]:
    """Every session in a real organisation, newest first, for everybody."""
    found = SupportSession.objects.filter(tenant__organisation__is_training=False).values_list(
        "tenant__organisation__name", "category", "opened_at", "ended_at"
    )
    for row in found:
        yield Published(*row)

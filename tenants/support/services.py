"""The verbs of a support session: open, pass, enter, raise, end; and each request noted.

What one of them says is told in the journal of the centre and in that of the organisation, in one
transaction. Those that an organisation calls work from its schema; the rows lie in public.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from access.rules import SYSTEM, Actor, Profile, Visit, require
from events.registry import Event
from events.services import emit
from foundation.refusals import Denied, NotAllowed, NotFound
from foundation.stamps import BadStamp, stamp, unstamp
from foundation.tenancy import PUBLIC, current_schema, inside
from identity.rules import Assurance
from notifications.links import absolute
from notifications.services import notify, write
from tenants import hosts, permissions
from tenants.models import Tenant
from tenants.notices import SUPPORT
from tenants.provisioning.guests import let_visit
from tenants.rules import TenantState
from tenants.support import events, queries
from tenants.support.models import SupportSession
from tenants.support.rules import MOST_REQUESTS, PASS_LASTS, Category, Ending, Made, check_wish
from tenants.support.rules import digest as digest_of

SALT = "support.pass"


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def tell(
    kind: type[Event],
    actor: Actor,
    session: SupportSession,
    *,
    at: datetime,
    changes: Mapping[str, list[Any]] | None = None,
    reason: str = "",
) -> None:
    """In both journals: of the centre first, always in this order."""
    for place in (PUBLIC, session.tenant.schema_name):
        with inside(place):
            emit(kind.of(actor, session, at=at, changes=changes, reason=reason))


def let(session: SupportSession, rights: str) -> None:
    """What the guest's role may do from now on; pages of the organisation hear of it at once."""
    with inside(PUBLIC), connection.cursor() as cursor:
        let_visit(cursor, session.tenant.schema_name, rights)
    transaction.on_commit(hosts.changed)


def supporter_of(session: SupportSession) -> Actor:
    """Who acts inside: nobody of the organisation."""
    return Actor(
        name=f"{session.supporter_name} (sessão de atendimento nº {session.number})",
        profile=Profile.SUPPORT,
        user_uid=session.supporter.uid,
        assurance=Assurance.PASSWORD,  # what asks for more is signed by the organisation itself
        visit=Visit(
            uid=session.uid,
            number=session.number,
            until=session.expires_at,
            may_write=session.raised_at is not None,
        ),
    )


@transaction.atomic
def open_session(
    *,
    actor: Actor,
    organisation_uid: UUID,
    category: str,
    reason: str,
    ticket: str,
    minutes: int,
    at: datetime,
) -> SupportSession:
    """Let oneself in, to read; its administrators are told in the same transaction.

    Raises Denied, NotFound, NotAllowed, Invalid.
    """
    require(actor, permissions.SUPPORT)
    if actor.user_id is None:
        raise Denied("Só uma pessoa com conta na administração central atende.")
    tenant = tenant_for_update(organisation_uid)
    if tenant.life != TenantState.ACTIVE:
        raise NotAllowed("Só uma organização ativa pode ser atendida por dentro.")
    before = queries.open_in(tenant)
    if before is not None and before.lasts_at(at):
        raise NotAllowed(f"Já há um atendimento aberto nesta organização: nº {before.number}.")
    if before is not None:
        finish(before, SYSTEM, Ending.TIME, at=at)
    check_wish(reason=reason, ticket=ticket, minutes=minutes)
    session = SupportSession.objects.create(
        tenant=tenant,
        supporter_id=actor.user_id,
        supporter_name=actor.name,
        category=Category(category),
        reason=reason.strip(),
        ticket=ticket.strip(),
        opened_at=at,
        expires_at=at + timedelta(minutes=minutes),
    )
    let(session, "read")
    told: dict[str, list[Any]] = {
        "assunto": [None, Category(category).label],
        "chamado": [None, session.ticket],
        "vale até": [None, session.expires_at],
    }
    tell(events.SupportOpened, actor, session, at=at, changes=told, reason=session.reason)
    announce(session, at=at)
    return session


def tenant_for_update(organisation_uid: UUID) -> Tenant:
    """The place of an organisation, locked. Raises NotFound."""
    found: Tenant | None = (
        Tenant.objects.select_for_update(of=("self",))
        .filter(organisation__uid=organisation_uid)
        .select_related("organisation")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def announce(session: SupportSession, *, at: datetime) -> None:
    """To its administrators, here and by e-mail; without any, to the organisation's address."""
    until = f"{timezone.localtime(session.expires_at):%H:%M}"
    text = (
        f"{session.supporter_name}, da CGE-MG, abriu o atendimento nº {session.number}"
        f" (chamado {session.ticket}), só para leitura, até {until}. Motivo: {session.reason}"
    )
    key = f"support:{session.uid}"
    with inside(session.tenant.schema_name):
        told = list(queries.administrators(today=timezone.localdate(at)))
        path = f"/atendimentos/{session.uid}/"
        values = {"frase": text}
        notify(told, kind=SUPPORT, key=f"{key}:opened", values=values, link=path)
        address = session.tenant.organisation.email
        if not told and address:
            write(kind=SUPPORT, key=f"{key}:opened", to=address, link=absolute(path), values=values)


@transaction.atomic
def issue_pass(*, actor: Actor, uid: UUID, at: datetime) -> tuple[SupportSession, str]:
    """A token that lets its bearer in once, within a minute, at the organisation's host alone.

    Raises Denied, NotFound, NotAllowed.
    """
    require(actor, permissions.SUPPORT)
    schema = queries.session_by_uid(actor, uid).tenant.schema_name
    session = queries.for_update(schema, uid)
    if session.supporter_id != actor.user_id:
        raise Denied("Só quem abriu o atendimento entra com ele.")
    if not session.lasts_at(at):
        raise NotAllowed("Este atendimento já terminou.")
    nonce = secrets.token_urlsafe(24)
    session.pass_hash, session.pass_expires_at = hash_of(nonce), at + PASS_LASTS
    session.save(update_fields=["pass_hash", "pass_expires_at"])
    emit(events.SupportPassIssued.of(actor, session, at=at))
    with inside(schema):
        return session, stamp([str(uid), nonce], salt=SALT)


def session_of_pass(token: str, *, at: datetime) -> SupportSession:
    """What a pass opens in the present schema, locked. Raises NotFound when it is no good."""
    schema = current_schema()
    try:
        uid, nonce = unstamp(token, salt=SALT, max_age=PASS_LASTS)
    except BadStamp:
        raise NotFound("Este passe não vale mais. Peça outro na administração central.") from None
    with inside(PUBLIC):
        session = queries.for_update(schema, UUID(uid))
    is_good = secrets.compare_digest(session.pass_hash, hash_of(nonce))
    is_fresh = session.pass_expires_at is not None and at < session.pass_expires_at
    if not (is_good and is_fresh and session.lasts_at(at)):
        raise NotFound("Este passe não vale mais. Peça outro na administração central.")
    return session


@transaction.atomic
def enter(*, token: str, at: datetime) -> tuple[SupportSession, str]:
    """Use a pass up: what comes back is for the browser that brought it, and for no other.

    Raises NotFound.
    """
    session = session_of_pass(token, at=at)
    browser = secrets.token_urlsafe(24)
    session.pass_hash, session.pass_expires_at = "", None
    session.browser_hash = hash_of(browser)
    session.entered_at = session.entered_at or at
    with inside(PUBLIC):
        session.save(update_fields=["pass_hash", "pass_expires_at", "browser_hash", "entered_at"])
    tell(events.SupportEntered, supporter_of(session), session, at=at)
    return session, browser


@transaction.atomic
def raise_session(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> SupportSession:
    """The organisation lets this one session write. Raises Denied, NotFound, NotAllowed."""
    session = own_for_update(actor, uid)
    if not session.lasts_at(at):
        raise NotAllowed("Este atendimento já terminou.")
    if session.raised_at is not None:
        raise NotAllowed("As alterações já foram permitidas neste atendimento.")
    session.raised_at, session.raised_by_name = at, actor.name
    with inside(PUBLIC):
        session.save(update_fields=["raised_at", "raised_by_name"])
    let(session, "write")
    changes = {"alterações": ["só leitura", "permitidas"]}
    tell(events.SupportRaised, actor, session, at=at, changes=changes, reason=reason)
    return session


def must_decide(actor: Actor) -> None:
    """Raise Denied unless it is the organisation's own administration."""
    require(actor, permissions.ALLOW_SUPPORT)
    if actor.visit is not None:
        raise Denied("Só a organização decide sobre o atendimento.")


def own_for_update(actor: Actor, uid: UUID) -> SupportSession:
    """A session of one's own organisation, locked by who may steer it. Raises Denied, NotFound."""
    must_decide(actor)
    queries.own_session_by_uid(actor, uid)
    schema = current_schema()
    with inside(PUBLIC):
        return queries.for_update(schema, uid)


@transaction.atomic
def end_by_organisation(*, actor: Actor, uid: UUID, at: datetime) -> SupportSession:
    """Send whoever is inside out, at any moment. Raises Denied, NotFound, NotAllowed."""
    return finish(own_for_update(actor, uid), actor, Ending.ORGANISATION, at=at)


@transaction.atomic
def end_at_centre(*, actor: Actor, uid: UUID, at: datetime) -> SupportSession:
    """The centre ends a session, one's own or another's. Raises Denied, NotFound, NotAllowed."""
    require(actor, permissions.SUPPORT)
    schema = queries.session_by_uid(actor, uid).tenant.schema_name
    session = queries.for_update(schema, uid)
    is_own = session.supporter_id == actor.user_id
    return finish(session, actor, Ending.LEFT if is_own else Ending.CENTRE, at=at)


@transaction.atomic
def end(*, schema: str, uid: UUID, cause: Ending, at: datetime) -> None:
    """What ends it without a verb of its own: time, the door, the person. Ended twice is once."""
    with inside(PUBLIC):
        session = queries.for_update(schema, uid)
    if session.is_open:
        by = supporter_of(session) if cause == Ending.LEFT else SYSTEM
        finish(session, by, cause, at=at)


def end_in(tenant: Tenant, actor: Actor, *, at: datetime) -> None:
    """The organisation is suspended, or writes no more: whoever is inside is sent out."""
    session = queries.open_in(tenant)
    if session is not None:
        finish(session, actor, Ending.CLOSED, at=at)


def finish(session: SupportSession, actor: Actor, cause: Ending, *, at: datetime) -> SupportSession:
    """Take every privilege away and close both accounts of it. Raises NotAllowed."""
    if not session.is_open:
        raise NotAllowed("Este atendimento já terminou.")
    session.ended_at = min(at, session.expires_at) if cause == Ending.TIME else at
    session.ending = cause
    session.pass_hash = session.browser_hash = ""
    with inside(PUBLIC):
        session.save(update_fields=["ended_at", "ending", "pass_hash", "browser_hash"])
    let(session, "nothing")
    for place in (PUBLIC, session.tenant.schema_name):
        with inside(place):
            made = queries.requests_here(session)
            changes: dict[str, list[Any]] = {
                "como terminou": [None, cause.label],
                "páginas": [None, len(made)],
                "SHA-256 das páginas": [None, digest_of(made)],
            }
            emit(events.SupportEnded.of(actor, session, at=at, changes=changes))
    return session


@transaction.atomic
def note_request(
    *, schema: str, uid: UUID, method: str, path: str, status: int, at: datetime
) -> SupportSession:
    """One request, in both journals; the last that is let ends the session. Raises NotFound."""
    with inside(PUBLIC):
        session = queries.for_update(schema, uid)
        session.requests += 1
        session.save(update_fields=["requests"])
    made = Made(session.requests, method, path, status)
    changes: dict[str, list[Any]] = {
        "número": [None, made.number],
        "método": [None, method],
        "caminho": [None, path],
        "resposta": [None, status],
    }
    tell(events.SupportRequestMade, supporter_of(session), session, at=at, changes=changes)
    if made.number >= MOST_REQUESTS and session.is_open:
        finish(session, SYSTEM, Ending.LIMIT, at=at)
    return session

"""Every signed value that the product makes, found in the sources: none opens at a neighbour."""

import ast
from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from access.rules import Profile
from agreements.privacy.queries import token_of as privacy_token
from agreements.publication.web import package_views as packages
from agreements.registry.services.tracking import tracking_token
from agreements.room.secrets import link_token
from config.local.places import SOURCE
from documents.parking import park, parked
from documents.rules import LETTER
from documents.web import views as downloads
from foundation.refusals import NotFound
from foundation.stamps import BadStamp, stamp, unstamp
from foundation.tenancy import PUBLIC, inside
from identity.links import digest_of_cpf, digest_of_subject
from integrity.formulation.queries import validation
from notifications import messages
from notifications import queries as notices
from notifications.models import Preference
from notifications.web import feeds
from people.waiting import copy_named, keep_copy, waiting_copy
from tenants.models import Organisation
from tenants.support import services as support
from tests.architecture.test_strictness import ROOMS, names_in
from tests.documents.samples import PDF, upload
from tests.people import person
from tests.seed import FIRST, SECOND
from ui.messages import BoundCookies

STAMPING = frozenset({"stamp", "unstamp", "digest", "bound"})
CPF = "52998224725"
HOME = "platform/foundation/stamps.py"
Probe = Callable[[], Callable[[], bool]]


def parked_upload() -> Callable[[], bool]:
    """A file that waits while its form is corrected."""
    token = park(upload(PDF), LETTER)
    return lambda: parked(token, LETTER) is not None


def file_link() -> Callable[[], bool]:
    """Where a stored file lies for two minutes."""
    token = stamp(["uid", "person"], salt=downloads.SALT)

    def opens() -> bool:
        try:
            return bool(unstamp(token, salt=downloads.SALT, max_age=downloads.LIFETIME))
        except BadStamp:
            return False

    return opens


def package_link() -> Callable[[], bool]:
    """Where the package of a delivery lies for ten minutes."""
    token = stamp("uid", salt=packages.SALT)

    def opens() -> bool:
        try:
            return bool(unstamp(token, salt=packages.SALT, max_age=packages.LIFETIME))
        except BadStamp:
            return False

    return opens


def support_pass() -> Callable[[], bool]:
    """The way into a support session."""
    renata = person(PUBLIC, Profile.NETWORK_ADMIN)
    with inside(PUBLIC):
        from access.queries import actor_of

        actor, now = actor_of(renata), timezone.now()
        session = support.open_session(
            actor=actor,
            organisation_uid=Organisation.objects.get(ibge_code=FIRST.ibge_code).uid,
            category="fault",
            reason="A importação falha.",
            ticket="CH-1",
            minutes=10,
            at=now,
        )
        _, token = support.issue_pass(actor=actor, uid=session.uid, at=now)

    def opens() -> bool:
        try:
            return bool(support.session_of_pass(token, at=now))
        except NotFound:
            return False

    return opens


def digest_of_person() -> Callable[[], bool]:
    """What is kept of a CPF: the same number is another digest next door."""
    kept = digest_of_cpf(CPF), digest_of_subject("https://idp.test", "ana")
    return lambda: (digest_of_cpf(CPF), digest_of_subject("https://idp.test", "ana")) == kept


def message_cookie() -> Callable[[], bool]:
    """What was said once, on the next page."""
    answer = HttpResponse()
    BoundCookies(RequestFactory().get("/"))._store([Message(20, "Salvo.")], answer)
    told = answer.cookies[BoundCookies.cookie_name].value

    def opens() -> bool:
        request: HttpRequest = RequestFactory().get("/")
        request.COOKIES[BoundCookies.cookie_name] = told
        return bool(list(BoundCookies(request)._get()[0] or []))

    return opens


def calendar_link() -> Callable[[], bool]:
    """A person's calendar."""
    user = person(FIRST.schema, Profile.OBSERVER).user
    row = Preference(user=user, calendar=7)
    token = notices.calendar_token(row)
    return lambda: notices.calendar_token(row) == token


def unsubscribe_link() -> Callable[[], bool]:
    """The end of a kind of e-mail."""
    token = stamp({"user": CPF, "kind": "any"}, salt=messages.UNSUBSCRIBE)

    def opens() -> bool:
        try:
            return bool(unstamp(token, salt=messages.UNSUBSCRIBE, max_age=feeds.LINK_SERVES))
        except BadStamp:
            return False

    return opens


def own_copy() -> Callable[[], bool]:
    """A person's own copy: its link, and the name under which it lies."""
    user = person(FIRST.schema, Profile.OBSERVER).user
    keep_copy(user, b"PK")
    waits = waiting_copy(user, at=timezone.now())
    assert waits is not None

    def opens() -> bool:
        try:
            return copy_named(waits.token)[0] == str(user.uid)
        except NotFound:
            assert waiting_copy(user, at=timezone.now()) is None
            return False

    return opens


def guests_link() -> Callable[[], bool]:
    """The link by which somebody comments on a draft."""
    token = validation.token_of(UUID(int=7))
    return lambda: validation.token_of(UUID(int=7)) == token


PROBES: dict[str, Probe] = {
    "integrity/formulation/queries/validation.py": guests_link,
    "agreements/publication/web/package_views.py": package_link,
    "platform/documents/web/views.py": file_link,
    "platform/documents/parking.py": parked_upload,
    "platform/identity/links.py": digest_of_person,
    "platform/notifications/messages.py": unsubscribe_link,
    "platform/notifications/queries.py": calendar_link,
    "platform/notifications/web/feeds.py": unsubscribe_link,
    "platform/people/waiting.py": own_copy,
    "platform/ui/messages.py": message_cookie,
    "tenants/support/services.py": support_pass,
}
# one schema for all: who asks, and who comes into a room, has no place of an organisation yet
OF_PUBLIC: dict[str, Callable[[UUID], str]] = {
    "agreements/privacy/queries.py": privacy_token,
    "agreements/registry/services/tracking.py": tracking_token,
    "agreements/room/secrets.py": partial(link_token, number=1),
}


def uses() -> set[str]:
    """The modules that take something from the one that signs; lint refuses any other way."""
    found = (path for room in ROOMS for path in (SOURCE / room).rglob("*.py"))
    return {
        str(path.relative_to(SOURCE))
        for path in found
        if "from foundation.stamps import" in path.read_text(encoding="utf-8")
    }


def test_every_use_of_a_stamp_has_a_probe() -> None:
    assert uses() == set(PROBES) | set(OF_PUBLIC)
    home = ast.parse((SOURCE / HOME).read_text(encoding="utf-8"))
    made = {node.name for node in home.body if isinstance(node, ast.FunctionDef)}
    assert made == STAMPING
    assert set(names_in(home)) & STAMPING


@pytest.mark.parametrize("path", PROBES)
def test_what_is_signed_for_one_organisation_opens_there_alone(db: None, path: str) -> None:
    with inside(FIRST.schema):
        opens = PROBES[path]()
        assert opens()
    for place in (SECOND.schema, PUBLIC):
        with inside(place):
            assert not opens(), place


@pytest.mark.parametrize("path", OF_PUBLIC)
def test_what_belongs_to_the_portal_is_the_same_wherever_it_is_asked(path: str) -> None:
    from uuid import uuid4

    uid, token = uuid4(), OF_PUBLIC[path]
    with inside(FIRST.schema):
        here = token(uid)
    with inside(PUBLIC):
        assert here == token(uid)
        assert here != token(uuid4())

"""Links that need no sign-in: wrong, expired, used, replaced or at another host, they are gone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from access.rules import requester
from agreements.publication import services as publication
from agreements.publication.models import Delivery
from agreements.publication.queries import terms_in_force
from documents.parking import park, parked
from documents.rules import GAZETTE_PAGE, LETTER
from foundation.tenancy import PUBLIC, inside
from identity.models import Invitation
from identity.services import accept_invitation
from tests.documents.samples import PDF, upload
from tests.factories import publication as publish
from tests.matrix.cast import Person
from tests.matrix.walking import ask
from tests.matrix.world import World
from tests.people import Visitor
from tests.seed import FIRST, SECOND

CENTRE, PORTAL = settings.CENTRE_HOST, settings.BASE_DOMAIN
GONE = 404


def answers(host: str, path: str) -> set[int]:
    """What a visitor is told who reads, and who sends."""
    visitor = Person("nobody", Visitor(host))
    return {ask(visitor, method, path).status for method in ("GET", "POST")}


@pytest.mark.parametrize("kind", ["centre", "organisation"])
def test_an_invitation_opens_at_its_own_host_alone(world: World, kind: str) -> None:
    own = {"centre": CENTRE, "organisation": FIRST.host}[kind]
    token = world.objects[kind]["invitation"]
    assert answers(own, f"/convite/{token}/") == {200, 422}
    for host in {CENTRE, FIRST.host, SECOND.host, PORTAL} - {own}:
        assert answers(host, f"/convite/{token}/") == {GONE}, host
    assert answers(own, f"/convite/{token[:-1]}/") == {GONE}


@pytest.mark.parametrize("kind", ["centre", "organisation"])
def test_an_expired_or_used_invitation_is_gone(world: World, kind: str) -> None:
    host, schema = {"centre": (CENTRE, PUBLIC), "organisation": (FIRST.host, FIRST.schema)}[kind]
    token, now = world.objects[kind]["invitation"], timezone.now()

    def expire() -> None:
        Invitation.objects.update(expires_at=now)

    def use() -> None:
        accept_invitation(token=token, password="Cavalo-Bateria-7", at=now)

    for spoil in (expire, use):
        assert after(spoil, schema, host, f"/convite/{token}/") == {GONE}


def after(spoil: Callable[[], object], schema: str, host: str, path: str) -> set[int]:
    """The answers once something has happened to the link; then it is undone."""
    with transaction.atomic():
        with inside(schema):
            spoil()
        found = answers(host, path)
        transaction.set_rollback(True)
    return found


def test_a_tracking_link_opens_at_the_portal_alone(world: World) -> None:
    token = world.objects["portal"]["tracking"]
    visitor = Person("nobody", Visitor(PORTAL))
    assert ask(visitor, "GET", f"/acompanhar/{token}/").status == 200
    for host in (CENTRE, FIRST.host):
        assert answers(host, f"/acompanhar/{token}/") == {GONE}
    for wrong in (token[:-1], token[::-1], "-", "%00", "a" * 400):
        assert ask(visitor, "GET", f"/acompanhar/{wrong}/").status == GONE, wrong


@pytest.mark.parametrize(
    ("link", "page"), [("terms_link", "aceite"), ("receipt_link", "recebimento")]
)
def test_a_link_of_a_delivery_opens_its_own_page_until_it_expires(
    world: World, link: str, page: str
) -> None:
    token = world.objects["portal"][link]
    assert answers(PORTAL, f"/{page}/{token}/") == {200, 422}
    other = {"aceite": "recebimento", "recebimento": "aceite"}[page]
    assert answers(PORTAL, f"/{other}/{token}/") == {GONE}
    for host in (CENTRE, FIRST.host):
        assert answers(host, f"/{page}/{token}/") == {GONE}
    for wrong in (token[:-1], "-", "a" * 400):
        assert answers(PORTAL, f"/{page}/{wrong}/") == {GONE}

    def expire() -> None:
        Delivery.objects.update(token_expires_at=timezone.now())

    assert after(expire, PUBLIC, PORTAL, f"/{page}/{token}/") == {GONE}


def test_a_used_or_replaced_link_of_a_delivery_is_gone(world: World) -> None:
    objects, now = world.objects["portal"], timezone.now()
    terms, receipt = objects["terms_link"], objects["receipt_link"]
    person = {"name": "Téo Técnico", "post": "Analista", "email": "teo@municipio.test"}
    person["terms_hash"] = terms_in_force().text_hash
    actor = requester("Téo Técnico")

    def accept() -> None:
        publication.accept_terms(actor=actor, token=terms, at=now, **person)

    def replace() -> None:
        uid = Delivery.objects.get(uid=world.objects["centre"]["contacted"]).uid
        publication.resend_link(actor=publish.DTIC, uid=uid, at=now)

    def confirm() -> None:
        publication.confirm_receipt(actor=actor, token=receipt, sha256=publish.SHA, at=now)

    assert after(accept, PUBLIC, PORTAL, f"/aceite/{terms}/") == {GONE}
    assert after(replace, PUBLIC, PORTAL, f"/aceite/{terms}/") == {GONE}
    assert after(confirm, PUBLIC, PORTAL, f"/recebimento/{receipt}/") == {GONE}


def test_a_link_for_a_new_password_opens_at_its_own_host_alone(world: World) -> None:
    objects = world.objects["organisation"]
    path = f"/conta/senha/nova/{objects['reset_uid']}-{objects['reset_key']}/"
    own = ask(Person("nobody", Visitor(FIRST.host)), "GET", path)
    assert (own.status, "set-password" in own.location) == (302, True)
    for host in (SECOND.host, CENTRE):
        foreign = ask(Person("nobody", Visitor(host)), "GET", path)
        assert (foreign.status, foreign.location) == (200, ""), host
    assert answers(PORTAL, path) == {GONE}


def test_a_parked_upload_comes_back_to_its_own_form_and_host_within_two_hours(
    world: World,
) -> None:
    with inside(FIRST.schema):
        token = park(upload(PDF), LETTER)
        assert parked(token, LETTER) is not None
        assert parked(token, GAZETTE_PAGE) is None
        assert parked(f"{token}x", LETTER) is None
        with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
            assert parked(token, LETTER) is None
    for schema in (SECOND.schema, PUBLIC):
        with inside(schema):
            assert parked(token, LETTER) is None

"""Everybody who knocks at the doors of a kind of host, each with a client signed in once."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import SimpleCookie
from django.utils import timezone

from access.models import Assignment, DerivedProfile, Organ, Unit
from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile, capabilities_of
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from notifications.models import Notice
from tenants import hosts
from tenants.models import Organisation
from tenants.support import services as support
from tenants.support.rules import Category
from tests.people import Visitor, person
from tests.seed import FIRST, SECOND


@dataclass
class Person:
    """Somebody at a host: `place` says where the profile is held, or what is wrong with it."""

    place: str
    client: Visitor
    profile: Profile | None = None
    notice: str = ""
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def __post_init__(self) -> None:
        self.cookies = deepcopy(self.client.cookies)

    def __str__(self) -> str:
        return f"{self.profile.value} ({self.place})" if self.profile else self.place

    @property
    def is_author(self) -> bool:
        """Whether the recommendations of the scene are this person's."""
        return self.profile == Profile.MONITORING and self.place == "organ"

    def fresh(self) -> Visitor:
        """The client as it was after signing in, whatever it was answered since."""
        self.client.cookies = deepcopy(self.cookies)
        return self.client


@dataclass(frozen=True)
class Places:
    """Where profiles are held in the first organisation."""

    organ: Organ
    unit: Unit
    sister_unit: Unit
    other_organ: Organ
    other_unit: Unit


def held(host: str, schema: str, place: str, profile: Profile, **where: object) -> Person:
    """Somebody who holds a profile and signed in with a password."""
    assignment = person(schema, profile, **where)
    assignment.user.password = password()
    with inside(schema):
        assignment.user.save(update_fields=["password"])
        notice = Notice.objects.create(user=assignment.user, text="O plano mudou.", key="mudou")
    return Person(place, Visitor(host, assignment), profile, str(notice.uid))


@cache
def password() -> str:
    """The hash of one password, made once: argon2 is slow on purpose."""
    return make_password("uma senha comprida")


def shut_out(host: str, schema: str, profile: Profile) -> Iterator[Person]:
    """Nobody; somebody deactivated while signed in; somebody whose only profile has ended."""
    yield Person("nobody", Visitor(host))
    gone = held(host, schema, "deactivated", profile)
    ended = held(host, schema, "without profile", profile)
    with inside(schema):
        User.objects.filter(pk=gone.client.user.pk).update(is_active=False)
        mine = Assignment.objects.filter(user=ended.client.user)
        mine.update(end_date=timezone.localdate(), ended_at=timezone.now())
    yield from (gone, ended)


LACKS = ("people.manage", "audit.see")


def narrowed(schema: str) -> DerivedProfile:
    """Internal control that neither keeps people nor reads the journal."""
    with inside(schema):
        base = Profile.INTERNAL_CONTROL
        kept = [each.name for each in capabilities_of(base) if each.name not in LACKS]
        return DerivedProfile.objects.create(name="Controle de obras", base=base, kept=kept)


def stranger(host: str, other_host: str, schema: str, profile: Profile) -> Person:
    """Somebody whose session was begun at another host: its cookie opens nothing here."""
    elsewhere = Visitor(other_host, person(schema, profile))
    here = Visitor(host)
    here.cookies = deepcopy(elsewhere.cookies)
    return Person("session of another host", here)


def of_portal() -> list[Person]:
    """The portal knows nobody; a session of the centre changes nothing."""
    portal = settings.BASE_DOMAIN
    signed_in = stranger(portal, settings.CENTRE_HOST, PUBLIC, Profile.DCI_DIRECTOR)
    return [Person("nobody", Visitor(portal)), signed_in]


def of_account() -> list[Person]:
    """The account host knows nobody either."""
    host = settings.ACCOUNT_HOST
    signed_in = stranger(host, settings.CENTRE_HOST, PUBLIC, Profile.NETWORK_ADMIN)
    return [Person("nobody", Visitor(host)), signed_in]


def of_centre() -> list[Person]:
    """Each profile of CGE-MG, and those who are shut out."""
    host = settings.CENTRE_HOST
    profiles = [each for each in Profile if each in CENTRE_PROFILES]
    return [
        *(held(host, PUBLIC, "centre", each) for each in profiles),
        *shut_out(host, PUBLIC, Profile.DCI_DIRECTOR),
        stranger(host, FIRST.host, FIRST.schema, Profile.ORGANISATION_ADMIN),
    ]


def of_support(inside_by: Person) -> tuple[str, Person]:
    """A support session in the first organisation, and the browser that is inside."""
    now = timezone.now()
    with inside(PUBLIC):
        session = support.open_session(
            actor=inside_by.client.actor,
            organisation_uid=Organisation.objects.get(ibge_code=FIRST.ibge_code).uid,
            category=Category.FAULT,
            reason="A importação falha.",
            ticket="CH-1",
            minutes=60,
            at=now,
        )
        _, token = support.issue_pass(actor=inside_by.client.actor, uid=session.uid, at=now)
    hosts.forget()
    browser = Visitor(FIRST.host)
    browser.post(f"/atendimento/entrar/{token}/")
    return str(session.uid), Person("support session", browser)


def of_organisation(places: Places) -> list[Person]:
    """Each profile over the whole, in the organ, in another organ, and in the neighbour."""
    found: list[Person] = []
    host, schema = FIRST.host, FIRST.schema
    for each in (each for each in Profile if each in ORGANISATION_PROFILES):
        executes = each == Profile.EXECUTOR
        organ = {"unit": places.unit} if executes else {"organ": places.organ}
        other = {"unit": places.other_unit} if executes else {"organ": places.other_organ}
        found += [
            held(host, schema, "whole", each),
            held(host, schema, "organ", each, **organ),
            held(host, schema, "other organ", each, **other),
            held(SECOND.host, SECOND.schema, "neighbour", each),
        ]
    return [
        *found,
        held(host, schema, "derived", Profile.INTERNAL_CONTROL, derived=narrowed(schema)),
        held(host, schema, "other unit", Profile.EXECUTOR, unit=places.sister_unit),
        *shut_out(host, schema, Profile.INTERNAL_CONTROL),
        stranger(host, SECOND.host, SECOND.schema, Profile.INTERNAL_CONTROL),
    ]

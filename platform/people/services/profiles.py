"""Give a person a profile, inviting who has no account yet; end a profile. Nobody is deleted."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.keys import revoke_all
from access.models import ApiKey, Assignment, DerivedProfile, Organ, Person, Unit
from access.rules import CENTRE_PROFILES, Actor, Profile, require
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Denied, Invalid, NotAllowed
from identity.models import User
from identity.services import invite
from identity.sessions import end_sessions
from notifications.links import absolute
from notifications.services import write
from people import permissions, queries
from people.events import InvitationRenewed, ProfileEnded, ProfileGranted
from people.notices import GRANTED, INVITED
from people.rules import term_faults

NOT_ONESELF = "Ninguém concede perfil a si mesmo. Peça a outra pessoa da administração."
LAST = "É a última pessoa da administração: conceda o perfil a outra antes."


@dataclass(frozen=True, slots=True)
class Terms:
    """How a profile is held: whole or derived, from when to when, by which act, for whom."""

    derived: DerivedProfile | None = None
    start_date: date | None = None
    end_date: date | None = None
    act: str = ""
    alternate_of: Assignment | None = None

    @property
    def told(self) -> dict[str, list[str]]:
        """The terms that were set, as the journal names them."""
        said = {
            "Vale desde": f"{self.start_date:%d/%m/%Y}" if self.start_date else "",
            "Vale até": f"{self.end_date:%d/%m/%Y}" if self.end_date else "",
            "Ato de designação": self.act,
            "Suplente de": self.alternate_of.user.name if self.alternate_of else "",
        }
        return {name: ["", value] for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Granted:
    """A profile just granted, and the link that was e-mailed."""

    held: Assignment
    link: str


@transaction.atomic
def invite_person(
    *,
    actor: Actor,
    name: str,
    email: str,
    profile: Profile,
    organ: Organ | None = None,
    unit: Unit | None = None,
    at: datetime,
    today: date,
    terms: Terms | None = None,
    post: str = "",
    registration_number: str = "",
    phone: str = "",
) -> Granted:
    """Grant a profile and write to the person. Raises Denied (N1, N2) or Invalid by field.

    Post, registration number and phone are kept for an account that has none yet.
    """
    require(actor, permissions.MANAGE_PEOPLE)
    terms = terms or Terms()
    _check_grant(actor, email, profile, organ, unit)
    _check_terms(actor, terms, profile, unit.organ if unit else organ, unit, today)
    organ = unit.organ if unit else organ
    user, token = _account(name, email, at)
    known = user.assignments.filter(profile=profile, organ=organ, unit=unit, end_date=None).first()
    if known is not None:
        return _renewed(actor, known, token, at)
    _fill(user, post=post, registration_number=registration_number, phone=phone)
    held = Assignment.objects.create(
        user=user,
        profile=profile,
        organ=organ,
        unit=unit,
        start_date=terms.start_date or today,
        end_date=terms.end_date,
        derived=terms.derived,
        act=terms.act,
        alternate_of=terms.alternate_of,
    )
    if profile not in CENTRE_PROFILES:
        _name_in_directory(user, unit)
    link = _write(held, token, at)
    told = OfPerson(user.name, user.uid)
    changes = {"Pessoa": ["", told], "Perfil": ["", str(held)], **terms.told}
    emit(ProfileGranted.of(actor, held, at=at, changes=changes))
    return Granted(held, link)


@transaction.atomic
def end_assignment(
    *, actor: Actor, uid: UUID, at: datetime, today: date, reason: str = ""
) -> Assignment:
    """The person no longer holds the profile; the record that it was held stays.

    Raises NotFound out of reach, NotAllowed for the last administrator.
    """
    require(actor, permissions.MANAGE_PEOPLE)
    queries.lock_administrators()  # two who end each other at once would leave nobody
    held = queries.assignment_for_update(actor, uid, today=today)
    profile = Profile(held.profile)
    if profile in permissions.HIGHEST and queries.is_last_administrator(
        held.user, profile, today=today
    ):
        raise NotAllowed(LAST)
    end_now(actor, held, at, today, reason)
    return held


def end_now(actor: Actor, held: Assignment, at: datetime, today: date, reason: str) -> None:
    """Store it, sign the person out, tell; inside the verb that ends it."""
    held.end_date, held.ended_at = max(held.start_date, today), at
    held.save(update_fields=["end_date", "ended_at"])
    end_sessions(held.user)
    revoke_all(ApiKey.objects.filter(assignment=held), at=at)
    changes = {"Pessoa": [OfPerson(held.user.name, held.user.uid), ""], "Perfil": [str(held), ""]}
    emit(ProfileEnded.of(actor, held, at=at, changes=changes, reason=reason))


def _renewed(actor: Actor, held: Assignment, token: str, at: datetime) -> Granted:
    """Another link for who never opened the first. Raises Invalid for who is in already."""
    if not token:
        raise Invalid({"profile": [f"{held.user.name} já tem este perfil."]})
    emit(
        InvitationRenewed.of(
            actor, held, at=at, changes={"Pessoa": ["", OfPerson(held.user.name, held.user.uid)]}
        )
    )
    return Granted(held, _write(held, token, at))


def _check_grant(
    actor: Actor, email: str, profile: Profile, organ: Organ | None, unit: Unit | None
) -> None:
    if profile not in permissions.grantable_by(actor):
        raise Denied("Seu perfil não permite conceder este.")
    oneself = User.objects.filter(email=email.strip().lower()).first()
    if oneself is not None and oneself.uid == actor.user_uid:
        raise Denied(NOT_ONESELF)
    place = unit.organ if unit else organ
    if actor.organ_id is not None and (place is None or place.pk != actor.organ_id):
        raise Denied("Você só concede perfis no seu órgão.")
    faults: dict[str, list[str]] = {}
    if profile == Profile.EXECUTOR and unit is None:
        faults["unit"] = ["Quem executa precisa de uma unidade."]
    if profile != Profile.EXECUTOR and unit is not None:
        faults["unit"] = ["Só o perfil de execução tem unidade."]
    if unit is not None and organ is not None and unit.organ_id != organ.pk:
        faults["unit"] = ["Esta unidade é de outro órgão."]
    if faults:
        raise Invalid(faults)


def _check_terms(
    actor: Actor,
    terms: Terms,
    profile: Profile,
    organ: Organ | None,
    unit: Unit | None,
    today: date,
) -> None:
    """Raise Invalid for what cannot be held like this."""
    faults = term_faults(terms.start_date, terms.end_date, today)
    derived, titular = terms.derived, terms.alternate_of
    if derived is not None and (not derived.is_active or derived.base != profile):
        faults["profile"] = ["Escolha um dos perfis oferecidos."]
    if titular is not None:
        place = (profile, derived, organ, unit)
        if (titular.profile, titular.derived, titular.organ, titular.unit) != place:
            faults["alternate_of"] = ["O suplente tem o mesmo perfil e o mesmo lugar do titular."]
        elif not queries.titulars(actor, today=today).filter(pk=titular.pk).exists():
            faults["alternate_of"] = ["Escolha um dos titulares oferecidos."]
        if not terms.act:
            faults["act"] = ["Informe o ato que designa a suplência."]
    if faults:
        raise Invalid(faults)


def _account(name: str, email: str, at: datetime) -> tuple[User, str]:
    """The account, and a token when it has no password yet."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None or (user.is_active and not user.has_usable_password()):
        return invite(name=name, email=email, at=at)
    if not user.is_active:
        raise Invalid({"email": ["A conta deste e-mail está desativada."]})
    return user, ""


def _fill(user: User, **given: str) -> None:
    """Keep what was given of what the account lacks."""
    lacking = {name: value for name, value in given.items() if value and not getattr(user, name)}
    for name, value in lacking.items():
        setattr(user, name, value)
    if lacking:
        user.save(update_fields=[*lacking])


def _name_in_directory(user: User, unit: Unit | None) -> None:
    """Whoever has an account may be named in a plan."""
    person, made = Person.objects.get_or_create(
        user=user, defaults={"name": user.name, "unit": unit}
    )
    if not made and person.unit is None and unit is not None:
        person.unit = unit
        person.save(update_fields=["unit"])


def _write(held: Assignment, token: str, at: datetime) -> str:
    user = held.user
    whole = "CGE-MG" if held.profile in CENTRE_PROFILES else "toda a organização"
    kind, path = (INVITED, f"/convite/{token}/") if token else (GRANTED, "/")
    link = absolute(path)
    write(
        kind=kind,
        key=f"granted:{held.uid}:{at.isoformat()}",
        user=user,
        link=link,
        values={"perfil": held.held_as, "lugar": str(held.unit or held.organ or whole)},
    )
    return link

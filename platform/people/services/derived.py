"""Profiles of the organisation's own making: some of the capabilities of one that exists."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.models import DerivedProfile
from access.queries import held
from access.rules import Actor, Profile, capabilities_of, require
from events.services import emit
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed
from people import permissions, queries
from people.events import DerivedProfileEdited, DerivedProfileRetired, ProfileDerived


@transaction.atomic
def derive_profile(
    *, actor: Actor, name: str, base: Profile, kept: Collection[str], at: datetime
) -> DerivedProfile:
    """Make a profile out of one that the actor may grant. Raises Denied (N2) or Invalid."""
    require(actor, permissions.DERIVE_PROFILES)
    _check_reach(actor, base)
    _refuse(_faults(name, base, kept))
    made = DerivedProfile.objects.create(name=name, base=base, kept=sorted(kept))
    changes = {"Perfil de origem": ["", base.label], "Permite": ["", _words(base, kept)]}
    emit(ProfileDerived.of(actor, made, at=at, changes=changes))
    return made


@transaction.atomic
def edit_derived_profile(
    *, actor: Actor, uid: UUID, version: int, name: str, kept: Collection[str], at: datetime
) -> DerivedProfile:
    """Change name and capabilities, for whoever holds it from the next page on.

    Raises Denied, NotFound, NotAllowed once retired, Conflict, or Invalid.
    """
    require(actor, permissions.DERIVE_PROFILES)
    found = queries.derived_for_update(actor, uid)
    base = Profile(found.base)
    _check_reach(actor, base)
    if not found.is_active:
        raise NotAllowed("Este perfil não está mais em uso.")
    _refuse(_faults(name, base, kept, found))
    old = {"Nome": found.name, "Permite": _words(base, found.kept)}
    new = {"Nome": name, "Permite": _words(base, kept)}
    if found.version != version:
        raise Conflict({label: (new[label], old[label]) for label in old})
    changes = {label: [old[label], new[label]] for label in old if old[label] != new[label]}
    if changes:
        found.name, found.kept = name, sorted(kept)
        found.version += 1
        found.save(update_fields=["name", "kept", "version"])
        emit(DerivedProfileEdited.of(actor, found, at=at, changes=changes))
    return found


@transaction.atomic
def retire_derived_profile(*, actor: Actor, uid: UUID, at: datetime, today: date) -> DerivedProfile:
    """Grant it no more. Raises Denied, NotFound, or NotAllowed while somebody holds it."""
    require(actor, permissions.DERIVE_PROFILES)
    found = queries.derived_for_update(actor, uid)
    _check_reach(actor, Profile(found.base))
    if not found.is_active:
        raise NotAllowed("Este perfil já não está em uso.")
    if held(today).filter(derived=found).exists():
        raise NotAllowed("Há quem tenha este perfil: encerre-o em cada pessoa antes.")
    found.is_active = False
    found.version += 1
    found.save(update_fields=["is_active", "version"])
    changes = {"Situação": ["em uso", "fora de uso"]}
    emit(DerivedProfileRetired.of(actor, found, at=at, changes=changes))
    return found


def _check_reach(actor: Actor, base: Profile) -> None:
    queries.derived_profiles(actor)
    if base not in permissions.grantable_by(actor):
        raise Denied("Você só deriva perfis que pode conceder.")


def _faults(
    name: str, base: Profile, kept: Collection[str], itself: DerivedProfile | None = None
) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    twins = DerivedProfile.objects.exclude(pk__in=[itself.pk] if itself else [])
    if not name.strip():
        faults["name"] = ["Dê um nome ao perfil."]
    elif twins.filter(name__iexact=name).exists() or name.lower() in map(str.lower, Profile.labels):
        faults["name"] = ["Já existe um perfil com este nome."]
    offered = {each.name for each in capabilities_of(base)}
    if not kept:
        faults["kept"] = ["Escolha pelo menos uma coisa que o perfil permite."]
    elif not set(kept) <= offered:
        faults["kept"] = ["Um perfil derivado não permite mais do que o de origem."]
    elif set(kept) == offered:
        faults["kept"] = ["Tire pelo menos uma: com todas, é o próprio perfil de origem."]
    return faults


def _refuse(faults: dict[str, list[str]]) -> None:
    if faults:
        raise Invalid(faults)


def _words(base: Profile, kept: Collection[str]) -> str:
    return "; ".join(each.title for each in capabilities_of(base) if each.name in kept)

"""Change the data of an account, take it out of use, bring it back. Nobody is deleted."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.keys import keys_of, revoke_all
from access.models import Person
from access.rules import Actor, Profile, require
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Denied, Invalid, NotAllowed
from identity.links import remember_cpf
from identity.models import User
from identity.second_factor import forget_factors
from identity.sessions import end_sessions
from notifications.links import absolute
from notifications.services import write
from people import permissions, queries
from people.erasing import is_erased
from people.events import (
    CpfNoted,
    OwnDataEdited,
    PersonDeactivated,
    PersonEdited,
    PersonReactivated,
    SecondFactorReset,
)
from people.handover import open_work_of
from people.notices import EDITED
from people.services.profiles import LAST

LABELS = {
    "name": "Nome",
    "email": "E-mail",
    "post": "Cargo",
    "registration_number": "Matrícula",
    "phone": "Telefone",
}
OWN = ("post", "registration_number", "phone")
OF_VISIT = "Num atendimento não se informa CPF. Peça à administração da organização."
MISSING = "Informe a matrícula. Se você não tem, escreva “sem matrícula”."


@transaction.atomic
def edit_oneself(*, actor: Actor, given: dict[str, str], at: datetime) -> User:
    """Change one's own post, registration number and phone, and nothing else (P7, N1).

    Raises Invalid without a registration number.
    """
    if actor.user_id is None:
        raise Denied
    user = User.objects.select_for_update().get(pk=actor.user_id)
    if not given.get("registration_number"):
        raise Invalid({"registration_number": [MISSING]})
    changes = _write_fields(user, {name: given.get(name, "") for name in OWN})
    if changes:
        emit(OwnDataEdited.of(actor, user, at=at, changes=changes))
    return user


@transaction.atomic
def edit_person(
    *, actor: Actor, uid: UUID, given: dict[str, str], at: datetime, today: date
) -> User:
    """Change the data of somebody else, who is told by e-mail (P13, P15).

    Raises NotFound out of reach, NotAllowed for erased data, Invalid for a taken address.
    """
    require(actor, permissions.MANAGE_PEOPLE)
    user = queries.person_for_update(actor, uid, today=today)
    must_be_left(user)
    given = given | {"email": given["email"].strip().lower()}
    if User.objects.exclude(pk=user.pk).filter(email=given["email"]).exists():
        raise Invalid({"email": ["Outra pessoa já usa este e-mail."]})
    before = user.email
    if given.get("cpf") and actor.visit:
        raise Invalid({"cpf": [OF_VISIT]})
    is_cpf_new = bool(given.get("cpf")) and remember_cpf(user=user, cpf=given["cpf"])
    if is_cpf_new:
        emit(CpfNoted.of(actor, user, at=at))
    changes = _write_fields(user, {name: given.get(name, "") for name in LABELS})
    if is_cpf_new:
        changes["CPF"] = ["", "informado, para a entrada com gov.br"]
    if not changes:
        return user
    Person.objects.filter(user=user).update(name=user.name)
    emit(PersonEdited.of(actor, user, at=at, changes=changes))
    if user.uid != actor.user_uid:
        _tell(actor, user, changes, sorted({before, user.email}), at)
    return user


@transaction.atomic
def deactivate_person(
    *,
    actor: Actor,
    uid: UUID,
    reason: str,
    successor: User | None = None,
    at: datetime,
    today: date,
) -> User:
    """Close an account at once, everywhere it is open, and pass its open work on (P2, P19).

    Raises NotFound out of reach; NotAllowed for oneself and for the last administrator; Invalid
    where work is open and nobody takes it over.
    """
    require(actor, permissions.MANAGE_PEOPLE)
    queries.lock_administrators()
    user = queries.person_for_update(actor, uid, today=today)
    if user.uid == actor.user_uid:
        raise NotAllowed("Ninguém desativa a própria conta. Peça a outra pessoa da administração.")
    for profile in permissions.HIGHEST:
        if queries.is_last_administrator(user, Profile(profile), today=today):
            raise NotAllowed(LAST)
    if not user.is_active:
        raise NotAllowed("Esta conta já está desativada.")
    waiting = list(open_work_of(user))
    if waiting and successor is None:
        raise Invalid({"successor": ["Escolha quem assume o que está aberto."]})
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    revoke_all(keys_of(user), at=at)
    changes: dict[str, list[object]] = {"Situação": ["ativa", "desativada"]}
    for work in waiting:
        assert successor is not None
        work.pass_on(actor, successor, at)
        heir = OfPerson(f"{successor.name} ({work.count})", successor.uid)
        changes[work.label] = [user.name, heir]
    emit(PersonDeactivated.of(actor, user, at=at, changes=changes, reason=reason))
    return user


@transaction.atomic
def reactivate_person(*, actor: Actor, uid: UUID, at: datetime, today: date) -> User:
    """Open a closed account again; its profiles are those it still holds. Raises NotFound."""
    require(actor, permissions.MANAGE_PEOPLE)
    user = queries.person_for_update(actor, uid, today=today)
    if user.is_active:
        raise NotAllowed("Esta conta está ativa.")
    must_be_left(user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    changes = {"Situação": ["desativada", "ativa"]}
    emit(PersonReactivated.of(actor, user, at=at, changes=changes))
    return user


@transaction.atomic
def reset_second_factor(*, actor: Actor, uid: UUID, reason: str, at: datetime, today: date) -> User:
    """Remove the factors of somebody who lost them; every session of the account ends.

    Raises NotFound out of reach, NotAllowed for oneself or where there is none.
    """
    require(actor, permissions.MANAGE_PEOPLE)
    user = queries.person_for_update(actor, uid, today=today)
    if user.uid == actor.user_uid:
        raise NotAllowed("A própria proteção se retira em “Segurança da conta”.")
    if not forget_factors(user):
        raise NotAllowed("Esta conta não tem segunda proteção.")
    end_sessions(user)
    emit(SecondFactorReset.of(actor, user, at=at, reason=reason))
    _tell(actor, user, {"Segunda proteção": ["cadastrada", "retirada"]}, [user.email], at)
    return user


def must_be_left(user: User) -> None:
    """Raise NotAllowed where the data were erased: the account stays closed and empty."""
    if is_erased(user):
        raise NotAllowed("Os dados desta pessoa foram eliminados. Convide-a de novo, se voltou.")


def _write_fields(user: User, given: dict[str, str]) -> dict[str, list[object]]:
    """Store what differs; old and new by the Portuguese name of the field."""
    changed = {name: value for name, value in given.items() if getattr(user, name) != value}
    changes: dict[str, list[object]] = {
        LABELS[name]: [getattr(user, name), value] for name, value in changed.items()
    }
    for name, value in changed.items():
        setattr(user, name, value)
    if changed:
        user.save(update_fields=[*changed])
    return changes


def _tell(
    actor: Actor, user: User, changes: dict[str, list[object]], to: list[str], at: datetime
) -> None:
    lines = "\n".join(f"{name}: {new or 'vazio'}" for name, (_, new) in changes.items())
    for number, address in enumerate(to):
        write(
            kind=EDITED,
            key=f"edited:{user.uid}:{at.isoformat()}:{number}",
            user=user,
            to=address,
            link=absolute("/pessoas/eu/"),
            values={"quem": actor.name, "dados": lines},
        )

"""People of the directory, by the form and the service of the pages."""

from typing import Any

from access.openapi import Told
from access.rules import Actor
from access.verbs import Wish, verb
from integrity.formulation import permissions
from integrity.formulation.api.described import REGISTERS
from integrity.formulation.queries import structure
from integrity.formulation.services.directory import register_person
from integrity.formulation.web.forms.directory import DirectoryForm

OF_PERSON = {"uid": "Identificador da pessoa."}


def with_units(wish: Wish, data: Any, files: Any) -> DirectoryForm:
    """With the units within reach."""
    return DirectoryForm(data, units=structure.units(wish.actor).filter(is_active=True))


def anywhere(actor: Actor) -> None:
    """Nobody to be found yet."""


@verb(
    Told(
        "cadastrar_pessoa",
        "Inclui uma pessoa no cadastro",
        "Quem pode ser indicado em um plano; não dá acesso ao sistema.",
        group=REGISTERS,
    ),
    page="formulation:add_person",
    form=DirectoryForm,
    make=with_units,
    find=anywhere,
    wanted=permissions.MANAGE_STRUCTURE,
    creates=True,
)
def add_person(wish: Wish) -> object:
    return register_person(actor=wish.actor, at=wish.at, **wish.given)


@verb(
    Told(
        "corrigir_pessoa",
        "Corrige uma pessoa do cadastro",
        "Todos os campos de uma vez; o nome de quem tem conta é o da conta.",
        group=REGISTERS,
    ),
    page="formulation:edit_person",
    form=DirectoryForm,
    make=with_units,
    find=structure.person_by_uid,
    wanted=permissions.MANAGE_STRUCTURE,
    where=OF_PERSON,
)
def edit_person(wish: Wish) -> object:
    return register_person(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)

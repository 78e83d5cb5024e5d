"""Units, entries of catalogues and the method, with the forms and the services of the pages."""

from typing import Any

from access.openapi import Told
from access.queries import organs_of
from access.rules import require
from access.verbs import Wish, verb
from foundation.refusals import Denied
from integrity.formulation import permissions
from integrity.formulation.api.described import REGISTERS
from integrity.formulation.queries import catalogue as entries
from integrity.formulation.queries import methods
from integrity.formulation.queries import structure as structures
from integrity.formulation.services import catalogue, structure
from integrity.formulation.services.methods import WHOLE_ONLY, write_method
from integrity.formulation.web.forms.catalogue import EditEntryForm, EntryForm
from integrity.formulation.web.forms.methods import MethodForm
from integrity.formulation.web.forms.structure import EditUnitForm, UnitForm

OF_ORGAN = {"organ_uid": "Identificador do órgão."}
OF_UNIT = {"uid": "Identificador da unidade."}
OF_SHELF = {"slug": "Catálogo, como no endereço da página."}
OF_ENTRY = OF_SHELF | {"uid": "Identificador do item."}


def new_unit(wish: Wish, data: Any, files: Any) -> UnitForm:
    """With the units that may stand above it."""
    organ = structures.organ_by_uid(wish.actor, wish.where["organ_uid"])
    parents = structures.units(wish.actor).filter(organ=organ, is_active=True)
    return UnitForm(data, parents=parents)


def known_unit(wish: Wish, data: Any, files: Any) -> EditUnitForm:
    """The same, without itself."""
    unit = structures.unit_by_uid(wish.actor, wish.uid)
    parents = structures.units(wish.actor).filter(organ=unit.organ, is_active=True)
    return EditUnitForm(data, parents=parents.exclude(pk=unit.pk))


@verb(
    Told(
        "incluir_unidade", "Inclui uma unidade em um órgão", "Como no formulário.", group=REGISTERS
    ),
    page="formulation:add_unit",
    form=UnitForm,
    make=new_unit,
    find=structures.organ_by_uid,
    wanted=permissions.MANAGE_STRUCTURE,
    creates=True,
    where=OF_ORGAN,
)
def add_unit(wish: Wish) -> object:
    organ_uid = wish.where["organ_uid"]
    return structure.add_unit(actor=wish.actor, organ_uid=organ_uid, at=wish.at, **wish.given)


@verb(
    Told(
        "alterar_unidade",
        "Corrige, muda de lugar ou encerra uma unidade",
        "Todos os campos de uma vez.",
        group=REGISTERS,
    ),
    page="formulation:edit_unit",
    form=EditUnitForm,
    make=known_unit,
    find=structures.unit_by_uid,
    wanted=permissions.MANAGE_STRUCTURE,
    where=OF_UNIT,
)
def edit_unit(wish: Wish) -> object:
    return structure.edit_unit(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


def new_entry(wish: Wish, data: Any, files: Any) -> EntryForm:
    """With the organs within reach."""
    only_one = wish.actor.organ_id is not None
    return EntryForm(data, organs=organs_of(wish.actor), only_one=only_one)


def known_entry(wish: Wish, data: Any, files: Any) -> EditEntryForm:
    """With a place in the list where the catalogue has one."""
    shelf = entries.shelf_by_slug(wish.actor, wish.where["slug"])
    entries.entry_by_uid(wish.actor, shelf, wish.uid)
    return EditEntryForm(data, is_ordered=shelf.is_ordered)


@verb(
    Told(
        "incluir_item", "Inclui um item em um catálogo", "De todos ou de um órgão.", group=REGISTERS
    ),
    page="formulation:catalogue",
    form=EntryForm,
    make=new_entry,
    find=entries.shelf_by_slug,
    creates=True,
    where=OF_SHELF,
)
def add_entry(wish: Wish) -> object:
    shelf = entries.shelf_by_slug(wish.actor, wish.where["slug"])
    return catalogue.add_entry(actor=wish.actor, shelf=shelf, at=wish.at, **wish.given)


@verb(
    Told(
        "alterar_item",
        "Corrige ou arquiva um item de um catálogo",
        "Arquivado, ele fica onde já foi escolhido.",
        group=REGISTERS,
    ),
    page="formulation:edit_entry",
    form=EditEntryForm,
    make=known_entry,
    where=OF_ENTRY,
)
def edit_entry(wish: Wish) -> object:
    shelf = entries.shelf_by_slug(wish.actor, wish.where["slug"])
    return catalogue.edit_entry(
        actor=wish.actor, shelf=shelf, uid=wish.uid, at=wish.at, **wish.given
    )


def own_method(wish: Wish, data: Any, files: Any) -> MethodForm:
    """Only for who keeps the method of the whole organisation."""
    require(wish.actor, permissions.MANAGE_METHOD)
    if wish.actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)
    return MethodForm(data)


@verb(
    Told(
        "gravar_metodo",
        "Grava o método da organização",
        "Inteiro. Leia-o antes: o ETag diz o que se leu.",
        group=REGISTERS,
    ),
    page="formulation:method",
    form=MethodForm,
    make=own_method,
    versioned="version",
)
def save_method(wish: Wish) -> object:
    preset = methods.standing().method.preset
    return write_method(
        actor=wish.actor,
        method=wish.form.method(preset),
        version=wish.given["version"],
        at=wish.at,
    )

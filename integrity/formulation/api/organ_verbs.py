"""Organs with their yearly figures, by the forms and the services of the pages."""

from typing import Any

from access.models import Organ
from access.openapi import Told
from access.rows import Rows
from access.rules import Actor
from access.verbs import Wish, verb
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_ORGAN, REGISTERS
from integrity.formulation.queries import organs as queries
from integrity.formulation.queries import registers
from integrity.formulation.services import figures, organs
from integrity.formulation.services.figures import FigureDraft
from integrity.formulation.web.forms.organs import MOST, FigureForm, OrganForm


def years(*, is_required: bool) -> dict[str, Rows]:
    """The figures; who corrects an organ says them all, for what is left out is taken out."""
    said = "Os números de cada ano; o ano que não vier deixa de constar."
    return {"figures": Rows(FigureForm, said, MOST, is_required=is_required)}


def drafts(wish: Wish) -> list[FigureDraft]:
    """The years as the services take them."""
    return [FigureDraft(**each.cleaned_data) for each in wish.rows["figures"]]


def new_organ(wish: Wish, data: Any, files: Any) -> OrganForm:
    """With the types of all."""
    return OrganForm(data, types=queries.types_for(None))


def known_organ(wish: Wish, data: Any, files: Any) -> OrganForm:
    """With its own types, too."""
    return OrganForm(data, types=queries.types_for(queries.organ_by_uid(wish.actor, wish.uid)))


def of_whole(actor: Actor, *named: Any) -> Organ | None:
    """The organ named, for who keeps the registers of the whole. Raises Denied or NotFound."""
    registers.whole(actor)
    return queries.organ_by_uid(actor, named[0]) if named else None


@verb(
    Told("incluir_orgao", "Inclui um órgão", "Como no formulário.", group=REGISTERS),
    page="formulation:add_organ",
    form=OrganForm,
    make=new_organ,
    rows=years(is_required=False),
    find=of_whole,
    creates=True,
)
def add_organ(wish: Wish) -> object:
    return organs.add_organ(actor=wish.actor, figures=drafts(wish), at=wish.at, **wish.given)


@verb(
    Told(
        "alterar_orgao",
        "Corrige um órgão e os seus números",
        "Todos os campos e todos os anos de uma vez: leia o órgão antes.",
        group=REGISTERS,
    ),
    page="formulation:edit_organ",
    form=OrganForm,
    make=known_organ,
    rows=years(is_required=True),
    find=queries.organ_by_uid,
    where=OF_ORGAN,
)
def edit_organ(wish: Wish) -> object:
    return organs.edit_organ(
        actor=wish.actor, uid=wish.uid, figures=drafts(wish), at=wish.at, **wish.given
    )


@verb(
    Told(
        "arquivar_orgao",
        "Arquiva um órgão",
        "Nada dele se perde; com plano em elaboração ou em vigor, não se arquiva.",
        group=REGISTERS,
    ),
    page="formulation:archive_organ",
    find=of_whole,
    where=OF_ORGAN,
)
def archive_organ(wish: Wish) -> object:
    return organs.archive_organ(actor=wish.actor, uid=wish.uid, at=wish.at)


@verb(
    Told("reabrir_orgao", "Reabre um órgão arquivado", "Ele volta ao uso.", group=REGISTERS),
    page="formulation:restore_organ",
    find=of_whole,
    where=OF_ORGAN,
)
def restore_organ(wish: Wish) -> object:
    return organs.restore_organ(actor=wish.actor, uid=wish.uid, at=wish.at)


@verb(
    Told(
        "gravar_numeros_do_governo",
        "Grava os números do governo, ano a ano",
        "Todos os anos de uma vez.",
        group=REGISTERS,
    ),
    page="formulation:government",
    rows=years(is_required=True),
    find=of_whole,
    wanted=permissions.MANAGE_STRUCTURE,
)
def save_government(wish: Wish) -> None:
    figures.save_government_figures(actor=wish.actor, figures=drafts(wish), at=wish.at)

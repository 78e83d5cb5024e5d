"""Send a workbook to be looked at, and then have it written: nothing is written before."""

from typing import Any

from django.core.files.base import ContentFile

from access.openapi import Told
from access.rules import Actor
from access.verbs import Wish, verb
from documents.workbook import write_xlsx
from integrity.formulation.api.described import IMPORTS, OF_PLAN, OF_REGISTERS, OF_RUN
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.models import ImportRun
from integrity.formulation.queries import imports as queries
from integrity.formulation.queries import registers
from integrity.formulation.rules.pasting import sheets_of
from integrity.formulation.services import imports
from integrity.formulation.services import registers as services
from integrity.formulation.web.forms.plans import ApplyImportForm, ImportForm, PasteForm
from integrity.formulation.web.forms.registers import RegisterImportForm


def sent(actor: Actor, uid: Any, run_uid: Any) -> ImportRun:
    """A workbook sent for a plan that the actor may write. Raises NotFound for another's."""
    return queries.import_run(drafted(actor, uid), run_uid)


def whole(actor: Actor) -> None:
    """Raise Denied unless the actor keeps the registers of the whole organisation."""
    registers.whole(actor)


@verb(
    Told(
        "conferir_planilha_do_plano",
        "Envia a planilha de um plano para conferência",
        "XLSX ou ODS. Nada se grava: leia o que aconteceria e confirme.",
        group=IMPORTS,
    ),
    page="formulation:import",
    form=ImportForm,
    find=drafted,
    creates=True,
    where=OF_PLAN,
)
def preview_plan(wish: Wish) -> object:
    return imports.preview_import(
        actor=wish.actor, plan_uid=wish.uid, upload=wish.given["file"], at=wish.at
    )


@verb(
    Told(
        "conferir_linhas_coladas",
        "Envia linhas de ações, como texto, para conferência",
        "Colunas separadas por tabulação, como se copiam de uma planilha.",
        group=IMPORTS,
    ),
    page="formulation:paste_rows",
    form=PasteForm,
    find=drafted,
    creates=True,
    where=OF_PLAN,
)
def preview_rows(wish: Wish) -> object:
    book = ContentFile(write_xlsx(sheets_of(wish.given["rows"])), name="colada.xlsx")
    return imports.preview_import(actor=wish.actor, plan_uid=wish.uid, upload=book, at=wish.at)


@verb(
    Told(
        "importar_planilha_do_plano",
        "Grava no plano o que a conferência mostrou",
        "Uma vez só; se o plano mudou desde a conferência, envie a planilha de novo.",
        group=IMPORTS,
    ),
    page="formulation:import_preview",
    form=ApplyImportForm,
    find=sent,
    where=OF_RUN,
)
def apply_plan(wish: Wish) -> object:
    return imports.apply_import(
        actor=wish.actor,
        plan_uid=wish.uid,
        run_uid=wish.where["run_uid"],
        at=wish.at,
        **wish.given,
    )


@verb(
    Told(
        "conferir_cadastros",
        "Envia a planilha de órgãos, unidades, pessoas e números para conferência",
        "XLSX com as abas, ou CSV de um cadastro. Nada se grava.",
        group=IMPORTS,
    ),
    page="formulation:import_registers",
    form=RegisterImportForm,
    find=whole,
    creates=True,
)
def preview_registers(wish: Wish) -> object:
    return services.preview_registers(
        actor=wish.actor,
        upload=wish.given["file"],
        register=wish.given["register"],
        at=wish.at,
    )


@verb(
    Told(
        "importar_cadastros",
        "Grava nos cadastros o que a conferência mostrou",
        "Tudo ou nada; com linha recusada, nada se grava.",
        group=IMPORTS,
    ),
    page="formulation:registers_preview",
    find=registers.import_run,
    where=OF_REGISTERS,
)
def apply_registers(wish: Wish) -> object:
    return services.apply_registers(actor=wish.actor, uid=wish.uid, at=wish.at)

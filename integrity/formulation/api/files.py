"""The files of a plan, as the pages hand them out: made at once, or kept since its publication."""

from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify

from access.openapi import Asked, Told
from access.rules import require
from documents.file_api import Ask, file_of
from documents.rules import DOCX, ODS, PDF, XLSX
from documents.web.answers import made_answer
from foundation.refusals import NotFound
from integrity.formulation import permissions
from integrity.formulation.api.described import COMMISSION, OF_ACT, OF_PLAN, PLAN, REGISTERS
from integrity.formulation.api.publication_verbs import CHOICE, chosen_in, led
from integrity.formulation.models import Plan
from integrity.formulation.queries import commission, plans, public_plans
from integrity.formulation.queries.differences import usual, versions_of
from integrity.formulation.rules.commission import ActKind
from integrity.formulation.rules.public_plan import Paper
from integrity.formulation.services import commission_drafts, exports
from integrity.formulation.services.comparison import compare, comparison_workbook
from integrity.formulation.services.programme_draft import programme_draft
from integrity.formulation.services.public_plans import preview_of
from integrity.formulation.services.registers import register_workbook

NOT_YET = "Não existe, não está ao seu alcance, ou ainda não há este arquivo."


def plan_of(ask: Ask) -> Plan:
    """The plan that the address names. Raises NotFound."""
    return plans.plan_by_uid(ask.actor, ask.where["uid"])


def workbook(ask: Ask) -> HttpResponseBase:
    plan = plan_of(ask)
    content = exports.plan_workbook(actor=ask.actor, plan=plan)
    return made_answer(content, f"{slugify(plan.title) or 'plano'}.xlsx", XLSX)


def open_document(ask: Ask) -> HttpResponseBase:
    plan = plan_of(ask)
    content = exports.plan_open_document(actor=ask.actor, plan=plan)
    return made_answer(content, f"{slugify(plan.title) or 'plano'}.ods", ODS)


def programme(ask: Ask) -> HttpResponseBase:
    plan = plan_of(ask)
    content = programme_draft(actor=ask.actor, plan=plan, at=timezone.now())
    return made_answer(content, f"{slugify(plan.title) or 'programa'}.docx", DOCX)


def differences(ask: Ask) -> HttpResponseBase:
    plan = plan_of(ask)
    versions = versions_of(ask.actor, plan)
    old, new = usual(versions, plan)
    old, new = ask.query.get("antes") or old, ask.query.get("depois") or new
    if not old or not new:
        raise NotFound
    content = comparison_workbook(actor=ask.actor, found=compare(versions, old, new))
    return made_answer(content, "diferencas-do-plano.xlsx", XLSX)


def act(ask: Ask) -> HttpResponseBase:
    """A registered act, the next of a kind, or the one that institutes the commission."""
    require(ask.actor, permissions.DRAFT_PLAN)
    plan = plan_of(ask)
    given: dict[str, Any] = {"actor": ask.actor, "plan": plan, "at": timezone.now()}
    kind = ask.query.get("proximo", "")
    if "act_uid" in ask.where:
        found = commission.any_act_in(plan, ask.where["act_uid"])
        name, content = slugify(str(found)), commission_drafts.act_draft(**given, act=found)
    elif kind in ActKind.values:
        content = commission_drafts.next_act_draft(**given, kind=ActKind(kind))
        name = f"minuta-{kind}"
    else:
        name, content = "comissao", commission_drafts.institution_draft(**given)
    return made_answer(content, f"ato-{name}.docx", DOCX)


def published(name: str) -> Any:
    """A file of the publication."""

    def answer(ask: Ask) -> HttpResponseBase:
        return ask.kept(getattr(getattr(plan_of(ask), "publication", None), name, None))

    return answer


def on_page(ask: Ask) -> HttpResponseBase:
    """The PDF of the public page."""
    page = public_plans.page_of(plan_of(ask))
    return ask.kept(page.file if page else None)


def preview(ask: Ask) -> HttpResponseBase:
    """With everything masked, before one decides."""
    publication = public_plans.showable(led(ask.actor, ask.where["uid"]))
    choice = chosen_in(ask.query)
    if choice.paper == Paper.NONE:
        raise NotFound
    content = preview_of(publication, choice, timezone.now())
    return made_answer(content, "previa-da-pagina-publica.pdf", PDF)


def registers(ask: Ask) -> HttpResponseBase:
    return made_answer(register_workbook(actor=ask.actor), "cadastros.xlsx", XLSX)


def kept(name: str, title: str, description: str) -> Told:
    """What is told of a file that was kept."""
    refusals = {
        404: NOT_YET,
        409: "Espera a verificação contra vírus, ou está bloqueado.",
    }
    return Told(name, title, description, media=(PDF,), refusals=refusals, group=PLAN)


VERSIONS = (
    Asked("antes", "A versão mais antiga; sem dizer, a que está em vigor."),
    Asked("depois", "A mais nova; sem dizer, a última."),
)
NEXT = (Asked("proximo", "A minuta do próximo ato, deste tipo.", tuple(ActKind.values)),)
plan_workbook = file_of(
    Told(
        "baixar_planilha",
        "Baixa o plano como planilha XLSX",
        "Com as abas que a importação lê.",
        media=(XLSX,),
        group=PLAN,
    ),
    workbook,
    where=OF_PLAN,
)
plan_open_document = file_of(
    Told(
        "baixar_planilha_ods",
        "Baixa o plano como planilha ODS",
        "A mesma, em formato aberto.",
        media=(ODS,),
        group=PLAN,
    ),
    open_document,
    where=OF_PLAN,
)
programme_document = file_of(
    Told(
        "baixar_programa",
        "Baixa a minuta do programa em DOCX",
        "Com o que já foi preenchido.",
        media=(DOCX,),
        group=PLAN,
    ),
    programme,
    where=OF_PLAN,
)
difference_workbook = file_of(
    Told(
        "baixar_diferencas",
        "Baixa as diferenças entre duas versões",
        "Campo a campo, como planilha XLSX.",
        asked=VERSIONS,
        media=(XLSX,),
        group=PLAN,
    ),
    differences,
    where=OF_PLAN,
)
commission_document = file_of(
    Told(
        "baixar_ato_da_comissao",
        "Baixa a minuta do ato que institui a comissão",
        "Ou a do próximo ato, se for dito de que tipo.",
        asked=NEXT,
        media=(DOCX,),
        group=COMMISSION,
    ),
    act,
    where=OF_PLAN,
)
commission_act_document = file_of(
    Told(
        "baixar_ato_registrado",
        "Baixa a minuta de um ato da comissão",
        "De um ato que já foi registrado.",
        media=(DOCX,),
        group=COMMISSION,
    ),
    act,
    where=OF_ACT,
)
published_plan = file_of(
    kept("baixar_plano_publicado", "Baixa o PDF do plano publicado", "Como foi publicado."),
    published("file"),
    where=OF_PLAN,
)
communication_plan = file_of(
    kept("baixar_plano_de_comunicacao", "Baixa o plano de comunicação", "Se é um arquivo."),
    published("communication_file"),
    where=OF_PLAN,
)
training_plan = file_of(
    kept("baixar_plano_de_capacitacao", "Baixa o plano de capacitação", "Se é um arquivo."),
    published("training_file"),
    where=OF_PLAN,
)
public_copy = file_of(
    kept("baixar_pdf_da_pagina", "Baixa o PDF da página pública", "O que todos podem baixar."),
    on_page,
    where=OF_PLAN,
)
public_preview = file_of(
    Told(
        "previa_da_pagina_publica",
        "Baixa a prévia do PDF da página pública",
        "Com tudo o que foi encontrado sob tarja, para ler antes de decidir.",
        asked=CHOICE,
        media=(PDF,),
        refusals={409: "", 422: ""},
        group=PLAN,
    ),
    preview,
    where=OF_PLAN,
)
registers_workbook = file_of(
    Told(
        "baixar_cadastros",
        "Baixa os cadastros como planilha",
        "Órgãos, unidades, pessoas e números, com as abas que a importação lê.",
        media=(XLSX,),
        group=REGISTERS,
    ),
    registers,
    where={},
)

"""What an import would do, or did: its figures, and every row with its reasons."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, PageFilter, page_serializer
from access.rules import Actor, require
from integrity.formulation import permissions
from integrity.formulation.api.described import IMPORTS, OF_REGISTERS, OF_RUN
from integrity.formulation.models import ImportRun
from integrity.formulation.queries import imports, plans, registers
from integrity.formulation.rules.lines import ImportReport, Line, Verdict

SEEN = {401: "", 403: "", 404: ""}
VERDICTS = tuple(each.value for each in Verdict)
OF_PLAN_RUN = tuple(Asked(name, says, type="uuid", in_path=True) for name, says in OF_RUN.items())
OF_REGISTER_RUN = (Asked("uid", OF_REGISTERS["uid"], type="uuid", in_path=True),)


def run_of_plan(actor: Actor, uid: UUID, run_uid: UUID) -> ImportRun:
    """A workbook sent for a plan, for who drafts it. Raises NotFound or Denied."""
    require(actor, permissions.DRAFT_PLAN)
    plan = plans.plan_by_uid(actor, uid)
    permissions.must_lead(actor, plan)
    return imports.import_run(plan, run_uid)


class RunSerializer(serializers.Serializer[ImportRun]):
    """An import: shown, or written."""

    uid = serializers.UUIDField(help_text="Identificador da importação.")
    situacao = serializers.CharField(source="state", help_text="Conferida ou importada.")
    contagem = serializers.SerializerMethodField(help_text="Quantas linhas de cada resultado.")
    unidades_que_faltam = serializers.SerializerMethodField(
        help_text="Unidades que a planilha cita e o órgão não tem."
    )

    def get_contagem(self, run: ImportRun) -> dict[str, int]:
        report = ImportReport.from_json(run_report(run))
        return {each.value: report.count(each) for each in Verdict}

    def get_unidades_que_faltam(self, run: ImportRun) -> list[str]:
        return list(run_report(run)["missing_units"])


def run_report(run: ImportRun) -> dict[str, Any]:
    """What is kept of the rows."""
    kept: dict[str, Any] = run.report
    return kept


class SheetLineSerializer(serializers.Serializer[Line]):
    """A row of the sheet, and what becomes of it."""

    aba = serializers.CharField(source="sheet", help_text="Em que aba.")
    linha = serializers.IntegerField(source="line", help_text="Número da linha na aba.")
    item = serializers.CharField(source="label", help_text="Do que a linha trata.")
    resultado = serializers.ChoiceField(
        source="verdict",
        choices=VERDICTS,
        help_text="Cria, junta ao que há, muda, fica igual ou é recusada.",
    )
    motivos = serializers.ListField(
        source="reasons", child=serializers.CharField(), help_text="Por quê."
    )


PAGE_OF_LINES = page_serializer(SheetLineSerializer)


class LineFilter(PageFilter):
    """One result, or all."""

    resultado = serializers.ChoiceField(required=False, choices=VERDICTS, default="")


class Lines(Listing):
    """The rows of an import."""

    line, filters = SheetLineSerializer, LineFilter

    def run_named(self, actor: Actor, **named: Any) -> ImportRun:
        """The import of the address."""
        return run_of_plan(actor, **named)

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        lines = ImportReport.from_json(run_report(self.run_named(actor, **named))).lines
        wanted = asked["resultado"]
        return [each for each in lines if not wanted or each.verdict == wanted]


def told_lines(name: str, asked: tuple[Asked, ...]) -> dict[str, Told]:
    """The rows of an import, described."""
    return {
        "get": Told(
            name,
            "Lista as linhas de uma planilha enviada",
            "Na ordem da planilha, com o que acontece com cada uma e por quê.",
            PAGE_OF_LINES,
            (*asked, Asked("resultado", "Só as linhas com este resultado.", VERDICTS), *PAGES),
            refusals=REFUSED,
            group=IMPORTS,
        )
    }


def told_run(name: str, asked: tuple[Asked, ...]) -> dict[str, Told]:
    """An import, described."""
    return {
        "get": Told(
            name,
            "Mostra o que uma planilha enviada faria, ou fez",
            "Conferir não grava nada do que está na planilha.",
            RunSerializer,
            asked,
            refusals=SEEN,
            group=IMPORTS,
        )
    }


class PlanRun(KeyedView):
    """A workbook of a plan."""

    told = told_run("ver_importacao_do_plano", OF_PLAN_RUN)

    def get(self, request: Request, uid: UUID, run_uid: UUID) -> Response:
        return Response(RunSerializer(run_of_plan(actor_of(request), uid, run_uid)).data)


class PlanLines(Lines):
    """Its rows."""

    told = told_lines("listar_linhas_da_importacao_do_plano", OF_PLAN_RUN)


class RegisterRun(KeyedView):
    """A sheet of registers."""

    told = told_run("ver_importacao_de_cadastros", OF_REGISTER_RUN)

    def get(self, request: Request, uid: UUID) -> Response:
        return Response(RunSerializer(registers.import_run(actor_of(request), uid)).data)


class RegisterLines(Lines):
    """Its rows."""

    told = told_lines("listar_linhas_da_importacao_de_cadastros", OF_REGISTER_RUN)

    def run_named(self, actor: Actor, **named: Any) -> ImportRun:
        return registers.import_run(actor, **named)

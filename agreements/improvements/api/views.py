"""The yearly reports: listed, read, filled in, judged, with the services of the pages."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, page_serializer
from access.rules import Actor
from access.verbs import Wish, verb
from agreements.improvements import permissions, queries, services
from agreements.improvements.models import AnnualReport
from agreements.improvements.rules import ReportState
from agreements.improvements.web.forms import ReportForm, ReturnForm

GROUP = "Relatórios anuais"
OF_REPORT = {"uid": "Identificador do relatório."}
OF_ONE: dict[str, Any] = {"where": OF_REPORT, "find": queries.report_by_uid}


class ReportSerializer(serializers.Serializer[AnnualReport]):
    """A report in a list."""

    uid = serializers.UUIDField(help_text="Identificador do relatório.")
    acordo = serializers.CharField(source="agreement_label", help_text="O acordo.")
    organizacao = serializers.CharField(source="organisation.name", help_text="O partícipe.")
    ciclo = serializers.IntegerField(source="cycle", help_text="Que ano do acordo.")
    lado = serializers.CharField(source="side", help_text="Quem relata: cge ou partner.")
    inicio = serializers.DateField(source="period_start_date", help_text="Início do período.")
    fim = serializers.DateField(source="period_end_date", help_text="Fim do período.")
    prazo = serializers.DateField(source="due_date", help_text="Até quando se envia.")
    situacao = serializers.CharField(source="state", help_text="Situação do relatório.")


class ReportDetailSerializer(ReportSerializer):
    """A report with what it says; of a draft of the other side, nothing."""

    conteudo = serializers.SerializerMethodField(
        help_text="O que se escreveu, com os nomes com que é enviado."
    )

    def get_conteudo(self, report: AnnualReport) -> dict[str, Any] | None:
        if report.side != services.writing_side() and report.state == ReportState.DRAFT:
            return None
        return {name: getattr(report, name) for name in services.FIELDS}


class ReportList(Listing):
    """The reports of this organisation; at the centre, of all."""

    line = ReportSerializer
    told = {
        "get": Told(
            "listar_relatorios",
            "Lista os relatórios anuais",
            "Do prazo mais antigo ao mais novo.",
            page_serializer(line),
            PAGES,
            refusals=REFUSED,
            group=GROUP,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        return queries.reports(actor)


class ReportDetail(KeyedView):
    """One report; its ETag is asked for by who fills it in."""

    told = {
        "get": Told(
            "ver_relatorio",
            "Mostra um relatório anual",
            "O rascunho só é visto por quem o escreve. O ETag muda a cada alteração.",
            ReportDetailSerializer,
            (Asked("uid", OF_REPORT["uid"], type="uuid", in_path=True),),
            refusals={401: "", 403: "", 404: ""},
            group=GROUP,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        found = queries.report_by_uid(actor_of(request), uid)
        told = ReportDetailSerializer(found).data
        return Response(told, headers={"ETag": f'"{found.revision}"'})


@verb(
    Told(
        "preencher_relatorio",
        "Preenche o relatório anual deste lado",
        "Todos os campos de uma vez. Leia o relatório antes: o ETag diz o que se leu.",
        group=GROUP,
    ),
    page="improvements:fill_in",
    form=ReportForm,
    versioned="revision",
    **OF_ONE,
)
def fill_in(wish: Wish) -> object:
    return services.save_report(
        actor=wish.actor,
        uid=wish.uid,
        revision=wish.given["revision"],
        values=wish.given,
        at=wish.at,
    )


@verb(
    Told(
        "enviar_relatorio",
        "Envia o relatório anual",
        "Ao outro lado, como está; o que falta vem em `errors`.",
        group=GROUP,
    ),
    page="improvements:send",
    is_confirmed=True,
    **OF_ONE,
)
def send(wish: Wish) -> object:
    return services.send_report(actor=wish.actor, uid=wish.uid, at=wish.at)


@verb(
    Told(
        "aceitar_relatorio",
        "Aceita o relatório que um partícipe enviou",
        "As melhorias contadas nele vão para o portal.",
        group=GROUP,
    ),
    page="improvements:accept",
    wanted=permissions.JUDGE_REPORT,
    **OF_ONE,
)
def accept(wish: Wish) -> object:
    return services.accept_report(actor=wish.actor, uid=wish.uid, at=wish.at)


@verb(
    Told(
        "devolver_relatorio",
        "Devolve o relatório a quem o enviou",
        "Com o que precisa ser corrigido.",
        group=GROUP,
    ),
    page="improvements:return",
    form=ReturnForm,
    wanted=permissions.JUDGE_REPORT,
    **OF_ONE,
)
def return_to_partner(wish: Wish) -> object:
    return services.return_report(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)

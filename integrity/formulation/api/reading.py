"""What is read of the road of a plan."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from foundation.refusals import NotFound
from integrity.formulation.api.described import PLAN, PROGRAMME, RISKS
from integrity.formulation.api.lists import UID, list_of_plan
from integrity.formulation.models import IntegrityRisk, Submission
from integrity.formulation.queries import approvals, plans, risks
from integrity.formulation.queries import programme as programmes
from integrity.formulation.queries.differences import usual, versions_of
from integrity.formulation.rules.programme import BY_SLUG, PARTS, hindrance, mark_of
from integrity.formulation.services.comparison import compare
from integrity.formulation.services.validation import FIELDS, terms_of
from integrity.formulation.services.validation import mark_of as validation_mark

SEEN = {401: "", 403: "", 404: ""}


class PartSerializer(serializers.Serializer[Any]):
    """A part of the programme."""

    parte = serializers.CharField(help_text="Nome da parte.")
    aberta = serializers.BooleanField(help_text="Já pode ser preenchida.")
    valores = serializers.DictField(help_text="O que diz, com os nomes com que é enviado.")


class Part(KeyedView):
    """One part of the programme; its ETag is asked for by who fills it in."""

    told = {
        "get": Told(
            "ver_parte_do_programa",
            "Mostra uma parte do programa de um plano",
            "O ETag muda quando o texto muda.",
            PartSerializer,
            (
                UID,
                Asked("slug", "Qual parte.", tuple(BY_SLUG), in_path=True),
            ),
            refusals=SEEN,
            group=PROGRAMME,
        )
    }

    def get(self, request: Request, uid: UUID, slug: str) -> Response:
        plan, part = plans.plan_by_uid(actor_of(request), uid), BY_SLUG.get(slug)
        if part is None:
            raise NotFound
        values = programmes.values_of(programmes.programme_of(plan))
        told = {
            "parte": part.section.label,
            "aberta": not hindrance(part.section, values),
            "valores": values[part.section],
        }
        tag = mark_of(PARTS[part.section], values[part.section])
        return Response(told, headers={"ETag": f'"{tag}"'})


class ValidationSerializer(serializers.Serializer[Any]):
    """The validation, as its form names it."""

    validation_start = serializers.DateField(help_text="Data de início.")
    validation_end = serializers.DateField(help_text="Data de conclusão.")
    stakeholders = serializers.ListField(
        child=serializers.CharField(), help_text="Identificadores das partes interessadas."
    )
    validation_notes = serializers.CharField(help_text="Informações complementares.")


class Validation(KeyedView):
    """Period and stakeholders of the validation; its ETag is asked for by who writes them."""

    told = {
        "get": Told(
            "ver_validacao",
            "Mostra o período e as partes interessadas da validação",
            "Com os nomes com que são enviados.",
            ValidationSerializer,
            (UID,),
            refusals=SEEN,
            group=PROGRAMME,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        plan = plans.plan_by_uid(actor_of(request), uid)
        terms = terms_of(programmes.programme_of(plan))
        told = {name: getattr(terms, name) for name in FIELDS}
        return Response(told, headers={"ETag": f'"{validation_mark(terms)}"'})


class RiskSerializer(serializers.Serializer[IntegrityRisk]):
    """A risk of a plan."""

    uid = serializers.UUIDField(help_text="Identificador do risco.")
    numero = serializers.CharField(source="label", help_text="Número no plano.")
    causa = serializers.CharField(source="cause", help_text="Por que pode acontecer.")
    evento = serializers.CharField(source="event", help_text="O que pode acontecer.")
    consequencia = serializers.CharField(source="consequence", help_text="O que vem depois.")
    nivel = serializers.CharField(source="level", help_text="Nível inerente; vazio: a avaliar.")
    residual = serializers.CharField(help_text="Nível depois dos controles.")
    versao = serializers.IntegerField(source="version", help_text="O ETag de quem o altera.")


RiskList = list_of_plan(
    Told(
        "listar_riscos",
        "Lista os riscos de integridade de um plano",
        "Os que não foram arquivados.",
        group=RISKS,
    ),
    RiskSerializer,
    lambda actor, plan: risks.living_risks_of(plan),
)


class SubmissionSerializer(serializers.Serializer[Submission]):
    """A plan as it was sent, and what became of it."""

    uid = serializers.UUIDField(help_text="Identificador do envio.")
    numero = serializers.IntegerField(source="number", help_text="Qual envio do plano.")
    situacao = serializers.CharField(source="state", help_text="Situação do envio.")
    enviado_em = serializers.DateTimeField(source="submitted_at", help_text="Quando foi enviado.")
    sha256 = serializers.CharField(help_text="SHA-256 do conteúdo enviado.")
    parecer = serializers.CharField(source="opinion", help_text="Parecer do controle interno.")
    motivo = serializers.CharField(source="decision_reason", help_text="Motivo da decisão.")


SubmissionList = list_of_plan(
    Told(
        "listar_envios",
        "Lista os envios de um plano para análise",
        "Do mais novo ao mais antigo.",
        group=PLAN,
    ),
    SubmissionSerializer,
    lambda actor, plan: approvals.submissions_of(actor).filter(plan=plan).order_by("-number"),
)


class GateSerializer(serializers.Serializer[Any]):
    """A line of the checklist."""

    titulo = serializers.CharField(source="title", help_text="O que se pede.")
    atendido = serializers.BooleanField(source="is_met", help_text="Já está.")
    obriga = serializers.BooleanField(source="binds", help_text="Impede o envio enquanto falta.")
    falta = serializers.CharField(source="missing", help_text="O que falta.")


class Checklist(KeyedView):
    """What a plan still lacks; its ETag is asked for by who sends it."""

    told = {
        "get": Told(
            "ver_pendencias",
            "Mostra o que falta para enviar um plano",
            "A mesma lista da página de envio. O ETag muda quando o plano muda.",
            GateSerializer(many=True),
            (UID,),
            refusals=SEEN,
            group=PLAN,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        plan = plans.plan_by_uid(actor_of(request), uid)
        told = GateSerializer(approvals.checklist(plan), many=True).data
        return Response(told, headers={"ETag": f'"{plan.version}"'})


class ChangeSerializer(serializers.Serializer[Any]):
    """What differs in one thing."""

    secao = serializers.CharField(source="section", help_text="Parte do plano.")
    item = serializers.CharField(source="label", help_text="O que mudou.")
    mudanca = serializers.CharField(source="said", help_text="O que aconteceu com ele.")
    campos = serializers.SerializerMethodField(help_text="Campo a campo, antes e depois.")

    def get_campos(self, item: Any) -> list[dict[str, str]]:
        return [
            {"campo": each["label"], "antes": each["old"], "depois": each["new"]}
            for each in (asdict(change) for change in item.changes)
        ]


class Differences(KeyedView):
    """What changed between two versions."""

    told = {
        "get": Told(
            "ver_diferencas",
            "Compara duas versões de um plano, campo a campo",
            "Sem dizer quais, a mais nova com a que está em vigor.",
            ChangeSerializer(many=True),
            (
                UID,
                Asked("antes", "Uma das versões, como no endereço da página."),
                Asked("depois", "A outra."),
            ),
            refusals=SEEN,
            group=PLAN,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        actor = actor_of(request)
        plan = plans.plan_by_uid(actor, uid)
        versions = versions_of(actor, plan)
        old, new = usual(versions, plan)
        asked = request.query_params
        old, new = asked.get("antes") or old, asked.get("depois") or new
        found = compare(versions, old, new) if old and new else []
        return Response(ChangeSerializer(found, many=True).data)

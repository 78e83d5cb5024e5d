"""What shows a stage done, as both sides read it, and its file."""

from typing import Any

from django.http import HttpResponseBase
from rest_framework import serializers

from access.openapi import Told
from agreements.registry.queries import agreement_by_uid
from agreements.registry.rules import Side
from agreements.work_plans.evidence_queries import evidence_under
from agreements.work_plans.models import StageEvidence
from agreements.work_plans.rules import STAGE_EVIDENCE
from documents.file_api import Ask, file_of

SIDES = ", ".join(f"{each.value} ({each.label})" for each in Side)
NOT_HERE = "Não existe, não está ao seu alcance, não tem arquivo, ou ele ainda está a caminho."


class EvidenceSerializer(serializers.Serializer[StageEvidence]):
    """What one side told, without the name of who did."""

    uid = serializers.UUIDField(help_text="Identificador da evidência.")
    lado = serializers.CharField(source="side", help_text=f"Quem informou: {SIDES}.")
    concluida_em = serializers.DateField(source="done_date", help_text="Dia em que terminou.")
    evidencia = serializers.CharField(source="evidence", help_text="O que mostra isso.")
    endereco = serializers.CharField(source="url", help_text="Onde está publicado; pode faltar.")
    arquivo = serializers.SerializerMethodField(
        help_text="Nome, tamanho e SHA-256 do arquivo, e se já se pode baixá-lo; nulo sem arquivo."
    )
    informada_em = serializers.DateTimeField(source="given_at", help_text="Quando foi informada.")
    desfeita_em = serializers.DateTimeField(
        source="withdrawn_at", help_text="Quando a CGE-MG reabriu a etapa."
    )
    motivo = serializers.CharField(source="withdrawal_reason", help_text="Por que a reabriu.")

    def get_arquivo(self, told: StageEvidence) -> dict[str, Any] | None:
        if not told.file_name:
            return None
        return {
            "nome": told.file_name,
            "tamanho": told.file_size,
            "sha256": told.file_sha256,
            "chegou": told.file_here is not None,
        }


def sent(ask: Ask) -> HttpResponseBase:
    agreement = agreement_by_uid(ask.actor, ask.where["uid"])
    return ask.kept(evidence_under(agreement, ask.where["evidence_uid"]).file_here)


evidence_file = file_of(
    Told(
        "baixar_evidencia_de_etapa",
        "Baixa o arquivo da evidência de uma etapa",
        "Como a outra parte o enviou, depois de verificado contra vírus.",
        refusals={404: NOT_HERE, 409: "O arquivo está em verificação, ou tem vírus."},
        media=tuple(sorted(STAGE_EVIDENCE.media_types)),
        group="Acordos",
    ),
    sent,
    where={"uid": "Identificador do acordo.", "evidence_uid": "Identificador da evidência."},
)

"""What partners ask for their agreements and what became of it, as both sides read it."""

from typing import Any

from rest_framework import serializers

from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, PageFilter, page_serializer
from access.rules import Actor
from agreements.continuity import queries
from agreements.continuity.asking_rules import AskingKind, AskingState
from agreements.continuity.models import Asking

GROUP = "Acordos"
KINDS = ", ".join(f"{each.value} ({each.label})" for each in AskingKind)
STATES = ", ".join(f"{each.value} ({each.label})" for each in AskingState)


class AskingFilter(PageFilter):
    """Which askings."""

    situacao = serializers.ChoiceField(choices=AskingState.choices, required=False, default="")
    especie = serializers.ChoiceField(choices=AskingKind.choices, required=False, default="")


class AskingSerializer(serializers.Serializer[Asking]):
    """One asking, with all that it says."""

    uid = serializers.UUIDField(help_text="Identificador do pedido.")
    acordo = serializers.UUIDField(source="agreement.uid", help_text="Identificador do acordo.")
    titulo = serializers.CharField(source="agreement.title", help_text="O acordo.")
    organizacao = serializers.CharField(source="organisation.name", help_text="Quem pede.")
    especie = serializers.CharField(source="kind", help_text=f"O que se pede: {KINDS}.")
    situacao = serializers.CharField(source="state", help_text=f"Situação: {STATES}.")
    texto = serializers.CharField(source="wanted", help_text="O que se pede, por extenso.")
    prazo = serializers.IntegerField(source="term_length", help_text="Quanto a mais; 0: nada.")
    unidade = serializers.CharField(source="term_unit", help_text="Em que se conta o prazo.")
    etapas = serializers.JSONField(
        source="stages", help_text="Etapas com o novo fim, pelo identificador de cada uma."
    )
    correcao = serializers.CharField(source="text", help_text="O que muda por apostila.")
    ultimo_dia = serializers.DateField(
        source="last_date", help_text="Na denúncia, até quando o acordo vigora."
    )
    justificativa = serializers.CharField(source="justification", help_text="Por que se pede.")
    por_que_agora = serializers.CharField(
        source="late_reason", help_text="Por que só agora, perto do fim do acordo."
    )
    pedido_em = serializers.DateTimeField(source="asked_at", help_text="Quando foi pedido.")
    decidido_em = serializers.DateTimeField(source="closed_at", help_text="Quando se decidiu.")
    motivo = serializers.CharField(source="refusal_reason", help_text="Por que foi recusado.")


class AskingList(Listing):
    """Every asking: of all partners at the centre, its own for an organisation."""

    filters, line = AskingFilter, AskingSerializer
    told = {
        "get": Told(
            "listar_pedidos_de_mudanca",
            "Lista o que os partícipes pedem que mude nos acordos",
            "Do mais novo ao mais antigo. No endereço de uma organização, só o que ela pediu.",
            page_serializer(line),
            (
                Asked("situacao", "Situação do pedido.", tuple(AskingState.values)),
                Asked("especie", "O que se pede.", tuple(AskingKind.values)),
                *PAGES,
            ),
            refusals=REFUSED,
            group=GROUP,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        return queries.askings(actor, state=asked["situacao"], kind=asked["especie"])


class AskingsOfAgreement(Listing):
    """What was asked for one agreement."""

    line = AskingSerializer
    told = {
        "get": Told(
            "listar_pedidos_de_mudanca_do_acordo",
            "Lista o que o partícipe pediu que mude em um acordo",
            "Do mais novo ao mais antigo; espera decisão no máximo um.",
            page_serializer(line),
            (Asked("uid", "Identificador do acordo.", type="uuid", in_path=True), *PAGES),
            refusals=REFUSED,
            group=GROUP,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        agreement = queries.agreement_by_uid(actor, named["uid"])
        return queries.askings(actor).filter(agreement=agreement)

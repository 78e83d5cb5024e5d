"""A request and an agreement in JSON; the terms bear the names under which they are sent."""

from typing import Any

from rest_framework import serializers

from access.paging import PageFilter
from agreements.registry.models import Agreement, ChangeProposal, Request
from agreements.registry.road import DOCUMENT_WORDS
from agreements.registry.rules import AgreementState, RequestState
from agreements.registry.species import Species
from agreements.registry.web.agreement_forms import TermsForm


class RequestFilter(PageFilter):
    """The filters of the page."""

    situacao = serializers.ChoiceField(RequestState.choices, required=False, default="")
    busca = serializers.CharField(required=False, max_length=100, default="")


class AgreementFilter(PageFilter):
    """The filters of the page."""

    situacao = serializers.ChoiceField(AgreementState.choices, required=False, default="")
    especie = serializers.ChoiceField(Species.choices, required=False, default="")
    busca = serializers.CharField(required=False, max_length=100, default="")


class RequestSerializer(serializers.Serializer[Request]):
    """A request for an agreement."""

    uid = serializers.UUIDField(help_text="Identificador do pedido.")
    protocolo = serializers.CharField(source="protocol", help_text="Número de protocolo.")
    organizacao = serializers.CharField(source="organisation.name", help_text="Quem pede.")
    situacao = serializers.CharField(source="state", help_text="Situação do pedido.")
    canal = serializers.CharField(source="channel", help_text="Portal ou e-mail.")
    recebido_em = serializers.DateTimeField(source="received_at", help_text="Quando chegou.")
    processo_sei = serializers.CharField(source="sei_number", help_text="Processo SEI.")
    acordo = serializers.SerializerMethodField(help_text="Identificador do acordo, se houver.")

    def get_acordo(self, request: Request) -> str | None:
        found = getattr(request, "agreement", None)
        return str(found.uid) if found else None


class AgreementSerializer(serializers.Serializer[Agreement]):
    """An agreement in a list."""

    uid = serializers.UUIDField(help_text="Identificador do acordo.")
    titulo = serializers.CharField(source="title", help_text="Espécie, número e ano.")
    especie = serializers.CharField(source="species", help_text="ACT ou Termo de Adesão.")
    organizacao = serializers.CharField(source="organisation.name", help_text="O partícipe.")
    situacao = serializers.CharField(source="state", help_text="Situação do acordo.")
    processo_sei = serializers.CharField(source="sei_number", help_text="Processo SEI.")
    inicio = serializers.DateField(source="start_date", help_text="Início da vigência.")
    fim = serializers.DateField(source="end_date", help_text="Último dia da vigência.")


class AgreementDetailSerializer(AgreementSerializer):
    """An agreement with its terms."""

    condicoes = serializers.SerializerMethodField(
        help_text="As condições, com os nomes com que são enviadas."
    )
    textos = serializers.SerializerMethodField(
        help_text="SHA-256 de cada texto que se assina; vazio enquanto não há."
    )

    def get_textos(self, agreement: Agreement) -> dict[str, str]:
        return {word: agreement.text_hash(each) for each, word in DOCUMENT_WORDS.items()}

    def get_condicoes(self, agreement: Agreement) -> dict[str, Any]:
        found = TermsForm.initial_of(agreement)
        return {name: value for name, value in found.items() if name != "revision"}


class ProposalSerializer(serializers.Serializer[ChangeProposal]):
    """What an organisation proposes to change of its own data."""

    uid = serializers.UUIDField(help_text="Identificador da proposta.")
    organizacao = serializers.CharField(source="organisation.name", help_text="Quem propõe.")
    situacao = serializers.CharField(source="state", help_text="Situação da proposta.")
    proposta_em = serializers.DateTimeField(source="proposed_at", help_text="Quando veio.")
    motivo = serializers.CharField(source="reason", help_text="Por que muda.")
    alteracoes = serializers.JSONField(
        source="changes", help_text="De cada dado, como era e como fica."
    )

"""The terms of use of the code in their versions: read, and the next one published."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, page_serializer
from access.rules import Actor
from access.verbs import Wish, verb
from agreements.publication import permissions, queries, services
from agreements.publication.models import TermsOfUse
from agreements.publication.web.terms_views import TermsForm

GROUP = "Publicação e entrega"


class TermsSerializer(serializers.Serializer[TermsOfUse]):
    """A version in the list."""

    numero = serializers.IntegerField(source="number", help_text="Número da versão.")
    versao = serializers.CharField(source="version", help_text="Como as entregas a chamam.")
    sha256 = serializers.CharField(source="text_hash", help_text="SHA-256 do texto.")
    motivo = serializers.CharField(source="reason", help_text="Por que mudou.")
    publicada_em = serializers.DateTimeField(source="published_at", help_text="Quando saiu.")


class TermsDetailSerializer(TermsSerializer):
    """A version with its text, and how often it was accepted; never by whom."""

    texto = serializers.CharField(source="text", help_text="O texto, um parágrafo por linha.")
    aceites = serializers.SerializerMethodField(help_text="Quantas entregas a aceitaram.")

    def get_aceites(self, terms: TermsOfUse) -> int:
        counted: dict[str, int] = self.context["counted"]
        return counted.get(terms.text_hash, 0)


class TermsList(Listing):
    """Every version."""

    line = TermsSerializer
    told = {
        "get": Told(
            "listar_termos_de_uso",
            "Lista as versões dos termos de uso do código",
            "Da mais nova, que é a que se aceita agora, à mais antiga.",
            page_serializer(line),
            PAGES,
            refusals=REFUSED,
            group=GROUP,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        return queries.versions_of_terms(actor)


class TermsDetail(KeyedView):
    """One version; the ETag of the newest is asked for by who publishes the next."""

    told = {
        "get": Told(
            "ver_termos_de_uso",
            "Mostra uma versão dos termos de uso do código",
            "Com o texto. Quem publica a próxima envia o ETag da mais nova.",
            TermsDetailSerializer,
            (Asked("number", "Número da versão.", type="integer", in_path=True),),
            refusals={401: "", 403: "", 404: ""},
            group=GROUP,
        )
    }

    def get(self, request: Request, number: int) -> Response:
        actor = actor_of(request)
        found = queries.terms_by_number(actor, number)
        context = {"counted": queries.counted_acceptances(actor)}
        told = TermsDetailSerializer(found, context=context).data
        return Response(told, headers={"ETag": f'"{found.number}"'})


@verb(
    Told(
        "publicar_termos_de_uso",
        "Publica a próxima versão dos termos de uso do código",
        "O texto inteiro, um parágrafo por linha, e por que muda; vale para quem aceitar depois."
        " Leia a versão mais nova antes: o ETag diz o que se leu.",
        group=GROUP,
    ),
    page="publication:publish_terms",
    form=TermsForm,
    wanted=permissions.PUBLISH_TERMS,
    creates=True,
    versioned="number",
)
def publish(wish: Wish) -> object:
    return services.publish_terms(
        actor=wish.actor,
        number=wish.given["number"],
        paragraphs=wish.given["text"].splitlines(),
        reason=wish.given["reason"],
        at=wish.at,
    )

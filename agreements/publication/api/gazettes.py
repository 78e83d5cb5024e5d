"""The extract came out in a gazette: recorded by a programme, with the code of the person."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.duties import FIELD, Pair
from access.openapi import Asked, Told
from access.rules import Actor, require
from access.verbs import Wish, verb
from agreements.publication import permissions, queries, services
from agreements.publication.api.views import GROUP, OF_AGREEMENT
from agreements.publication.rules import extract_text
from agreements.publication.web.forms import PartnerGazetteForm, StateGazetteForm
from agreements.registry.models import Agreement
from documents.clearance import sheet_of_text
from documents.clearing_api import QUESTIONS, SheetSerializer, told_of


def registered(actor: Actor, uid: Any) -> Agreement:
    """An agreement, for who registers its publication. Raises NotFound or Denied."""
    found = queries.agreement_by_uid(actor, uid)
    require(actor, permissions.REGISTER_PUBLICATION)
    return found


class ExtractSerializer(SheetSerializer):
    """The extract, and what was found in it."""

    extrato = serializers.CharField(help_text="O texto que sai no diário oficial do Estado.")


class Extract(KeyedView):
    """The extract as it goes to the portal, before anybody decides on it."""

    told = {
        "get": Told(
            "conferir_extrato",
            "Mostra o extrato de um acordo e os dados pessoais que há nele",
            f"A pessoa decide sobre cada um quando registra a publicação. {QUESTIONS}",
            ExtractSerializer,
            (Asked("uid", OF_AGREEMENT["uid"], type="uuid", in_path=True),),
            refusals={401: "", 403: "", 404: ""},
            group=GROUP,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        found = queries.agreement_by_uid(actor_of(request), uid)
        text = extract_text(queries.facts_of(found))
        told = told_of(sheet_of_text(text)) | {"extrato": text}
        return Response(ExtractSerializer(told).data)


def asking(wish: Wish, form: StateGazetteForm) -> StateGazetteForm:
    """With the reason that who wrote the agreement gives to publish it."""
    found = registered(wish.actor, wish.uid)
    return form.ask(Pair.WRITE_PUBLISH, joins=queries.is_author(wish.actor, found))


def in_state(wish: Wish, data: Any, files: Any) -> StateGazetteForm:
    """With the questions about what is found in the extract."""
    form = StateGazetteForm(data, files)
    form.lay(sheet_of_text(extract_text(queries.facts_of(registered(wish.actor, wish.uid)))))
    return asking(wish, form)


def in_partner(wish: Wish, data: Any, files: Any) -> StateGazetteForm:
    """The gazette of the partner."""
    return asking(wish, PartnerGazetteForm(data, files))


def recorded(wish: Wish) -> dict[str, Any]:
    """What both services take."""
    return {
        "actor": wish.actor,
        "uid": wish.uid,
        "record": wish.form.record(),
        "file": wish.given["file"],
        "at": wish.at,
        "accepted_reason": wish.given.get(FIELD, ""),
    }


OF_ONE: dict[str, Any] = {
    "wanted": permissions.REGISTER_PUBLICATION,
    "find": registered,
    "is_confirmed": True,
    "where": OF_AGREEMENT,
}


@verb(
    Told(
        "publicar_no_diario_do_estado",
        "Registra a publicação no diário oficial do Estado",
        f"O acordo produz efeitos e a organização nasce. {QUESTIONS}",
        group=GROUP,
    ),
    page="publication:state_gazette",
    form=StateGazetteForm,
    make=in_state,
    **OF_ONE,
)
def state_gazette(wish: Wish) -> object:
    return services.register_state_gazette(**recorded(wish), decision=wish.form.decision())


@verb(
    Told(
        "publicar_no_diario_do_participe",
        "Registra a publicação no diário do partícipe",
        "Com a página do diário em PDF.",
        group=GROUP,
    ),
    page="publication:partner_gazette",
    form=PartnerGazetteForm,
    make=in_partner,
    **OF_ONE,
)
def partner_gazette(wish: Wish) -> object:
    return services.register_partner_gazette(**recorded(wish))

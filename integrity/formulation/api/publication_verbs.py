"""A plan is published, shown to everybody, or taken from the public page, by a person's code."""

from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.duties import Pair
from access.openapi import Asked, Told
from access.rules import Actor, require
from access.verbs import Wish, verb
from documents.clearing_api import QUESTIONS, SheetSerializer, told_of
from foundation.refusals import Invalid, NotFound
from integrity.formulation import permissions
from integrity.formulation.api.act_forms import PublicationForm
from integrity.formulation.api.described import OF_PLAN
from integrity.formulation.api.described import PLAN as PLANS
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans, public_plans
from integrity.formulation.rules.public_plan import Paper, Part
from integrity.formulation.services import public_plans as services
from integrity.formulation.services.publication import BESIDE, publish_plan
from integrity.formulation.web.forms.plans import SEND
from integrity.formulation.web.forms.public_plan import CheckForm, ChoiceForm, HideForm

UID = Asked("uid", OF_PLAN["uid"], type="uuid", in_path=True)
CHOICE = (
    Asked("shows", "As partes que aparecem; repita o nome para cada uma.", tuple(Part.values)),
    Asked("paper", "O PDF que vai junto.", tuple(Paper.values), is_required=True),
)


class ShownForm(ChoiceForm, CheckForm):
    """Both pages at once: what appears, and what was decided on the personal data in it."""


def led(actor: Actor, uid: Any) -> Plan:
    """The plan, for who decides on its public page. Raises NotFound or Denied."""
    require(actor, permissions.SHOW_PLAN)
    plan = plans.plan_by_uid(actor, uid)
    permissions.must_lead(actor, plan)
    return plan


def chosen_in(asked: Any) -> services.Choice:
    """What is to appear. Raises Invalid."""
    form = ChoiceForm(asked)
    if not form.is_valid():
        raise Invalid({name: [str(each) for each in found] for name, found in form.errors.items()})
    return form.choice()


class PublicCheck(KeyedView):
    """What was found in the parts that are to appear."""

    told = {
        "get": Told(
            "conferir_pagina_publica",
            "Mostra os dados pessoais nas partes que iriam para a página pública",
            f"A pessoa decide sobre cada um antes de mostrar o plano. {QUESTIONS}",
            SheetSerializer,
            (UID, *CHOICE),
            refusals={401: "", 403: "", 404: "", 409: "", 422: ""},
            group=PLANS,
        )
    }

    def get(self, request: Request, **named: Any) -> Response:
        plan = led(actor_of(request), named["uid"])
        publication = public_plans.showable(plan)
        sheet = services.sheet_for(publication, chosen_in(request.query_params))
        return Response(SheetSerializer(told_of(sheet)).data)


def showing(wish: Wish, data: Any, files: Any) -> ShownForm:
    """With the questions about what is found in the chosen parts."""
    publication = public_plans.showable(led(wish.actor, wish.uid))
    form = ShownForm(data)
    form.lay(services.sheet_for(publication, chosen_in(data)))
    return form


@verb(
    Told(
        "mostrar_plano",
        "Mostra o plano na página pública",
        f"Depois de ler o que vai aparecer, pela prévia. {QUESTIONS}",
        group=PLANS,
    ),
    page="formulation:show_plan",
    form=ShownForm,
    make=showing,
    find=led,
    wanted=permissions.SHOW_PLAN,
    is_confirmed=True,
    where=OF_PLAN,
)
def show_plan(wish: Wish) -> object:
    services.show_plan(
        actor=wish.actor,
        uid=wish.uid,
        choice=wish.form.choice(),
        decision=wish.form.decision(),
        at=wish.at,
    )
    return plans.plan_by_uid(wish.actor, wish.uid)


def shown(actor: Actor, uid: Any) -> Plan:
    """A plan on the public page. Raises NotFound where it is not there, or Denied."""
    plan = led(actor, uid)
    if public_plans.page_of(plan) is None:
        raise NotFound
    return plan


@verb(
    Told("ocultar_plano", "Retira o plano da página pública", "Com o motivo.", group=PLANS),
    page="formulation:hide_plan",
    form=HideForm,
    find=shown,
    wanted=permissions.SHOW_PLAN,
    is_confirmed=True,
    where=OF_PLAN,
)
def hide_plan(wish: Wish) -> object:
    services.hide_plan(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)
    return plans.plan_by_uid(wish.actor, wish.uid)


def publishing(wish: Wish, data: Any, files: Any) -> PublicationForm:
    """With the reason that an author who publishes must give."""
    plan = plans.plan_by_uid(wish.actor, wish.uid)
    form = PublicationForm(data, files, plan=plan)
    return form.ask(Pair.DRAFT_PUBLISH, joins=plans.is_author(wish.actor, plan))


@verb(
    Told(
        "publicar_plano",
        "Publica o plano como foi aprovado",
        "O ETag é o das pendências. Com o PDF final, ou sem ele, quando o sistema o gera; sem "
        "arquivos, JSON também serve.",
        group=PLANS,
    ),
    page="formulation:publication",
    form=PublicationForm,
    make=publishing,
    find=plans.plan_by_uid,
    wanted=permissions.PUBLISH_PLAN,
    versioned="version",
    is_confirmed=True,
    where=OF_PLAN,
)
def publish(wish: Wish) -> object:
    given = wish.given
    publish_plan(
        actor=wish.actor,
        uid=wish.uid,
        version=given["version"],
        terms=wish.form.terms(),
        upload=given["file"] if given["source"] == SEND else None,
        beside={name: given[name] for name in BESIDE},
        accepted_reason=given.get("accepted_reason", ""),
        at=wish.at,
        today=timezone.localdate(wish.at),
    )
    return plans.plan_by_uid(wish.actor, wish.uid)

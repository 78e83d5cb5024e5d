"""The adhesion of the head of an organ: what holds, what was before, and the verbs."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.confirmation import confirmed
from access.models import Organ
from access.rules import Actor, require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.refusals import NotAllowed
from integrity.formulation import permissions
from integrity.formulation.models import Adhesion
from integrity.formulation.queries import adhesion as queries
from integrity.formulation.queries import joint, plans
from integrity.formulation.rules.adhesion import ANSWERED, NOT_IN_FORCE, declaration
from integrity.formulation.services import adhesion as services
from integrity.formulation.web.forms import adhesion as forms
from ui.sent import sent_by
from ui.verbs import carried_out

METHODS = ["GET", "HEAD", "POST"]
MOST_ENTRIES = 30


@require_safe
@acting
def adhesion_list(request: ActingRequest) -> HttpResponse:
    """Every organ within reach; where that is one, its own page."""
    found = list(queries.organs(request.actor))
    if len(found) == 1:
        return page_of(request, found[0])
    shown = {"rows": queries.standings(found, timezone.localdate())}
    return render(request, "formulation/adhesions.html", shown)


@require_safe
@acting
def plan_adhesion(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The organs of a plan, each with its own adhesion; for most plans that is one organ's page."""
    plan = plans.plan_by_uid(request.actor, uid)
    reached = set(queries.organs(request.actor).values_list("pk", flat=True))
    if not plan.partners and plan.organ_id in reached:
        return page_of(request, plan.organ)
    organs = [part.organ for part in joint.parts_of(plan)]
    rows = queries.standings(organs, timezone.localdate())
    shown = {"plan": plan, "rows": rows, "reached": reached}
    return render(request, "formulation/adhesions.html", shown)


@require_safe
@acting
def adhesion_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What holds in an organ, who does what next, and every adhesion before."""
    return page_of(request, queries.organ_by_uid(request.actor, uid))


def page_of(request: ActingRequest, organ: Organ) -> HttpResponse:
    """The page of one organ."""
    standing = queries.standing_of(organ, timezone.localdate())
    trail = entries_of(organ).filter(verb__startswith="formulation.adhesion_")
    shown = {
        "organ": organ,
        "standing": standing,
        "adhesion": standing.adhesion,
        "history": queries.adhesions_of(organ),
        "trail": trail[:MOST_ENTRIES],
        "text": declaration(organ.name),
        **rights(request.actor),
    }
    return render(request, "formulation/adhesion.html", shown)


def rights(actor: Actor) -> dict[str, bool]:
    """Which verbs the page offers."""
    return {
        "may_declare": actor.may(permissions.DECLARE_ADHESION),
        "may_register": actor.may(permissions.REGISTER_ADHESION),
        "may_withdraw": actor.may(permissions.WITHDRAW_ADHESION),
    }


@require_http_methods(METHODS)
@acting
@confirmed
def declare_adhesion(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The head reads the declaration and adheres."""
    require(request.actor, permissions.DECLARE_ADHESION)
    organ = queries.organ_by_uid(request.actor, uid)
    initial = {"after": seen(organ), "post": queries.post_of(request.actor)}
    form = forms.DeclareForm(sent_by(request), initial=initial)

    def act() -> object:
        return services.declare_adhesion(
            actor=request.actor,
            organ_uid=uid,
            at=timezone.now(),
            today=timezone.localdate(),
            **form.cleaned_data,
        )

    page = {
        "title": "Declarar a adesão",
        "text": declaration(organ.name),
        "submit": "Declaro a adesão",
        "kind": "primary",
    }
    return verb(
        request, organ, form, act, page, "Adesão declarada. Quem elabora o plano é avisado."
    )


@require_http_methods(METHODS)
@acting
def register_adhesion(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What the head signed on paper."""
    require(request.actor, permissions.REGISTER_ADHESION)
    organ = queries.organ_by_uid(request.actor, uid)
    form = forms.RegisterForm(sent_by(request), initial={"after": seen(organ)})

    def act() -> object:
        return services.register_adhesion(
            actor=request.actor,
            organ_uid=uid,
            after=form.cleaned_data["after"],
            terms=form.terms(),
            at=timezone.now(),
            today=timezone.localdate(),
        )

    page = {
        "title": "Registrar a adesão assinada",
        "consequence": "Para quando o dirigente máximo assinou um ato fora do sistema. Quem tem o"
        " perfil Alta administração é avisado, e confirma ou contesta.",
        "submit": "Registrar a adesão",
        "kind": "primary",
    }
    return verb(request, organ, form, act, page, "Adesão registrada.")


@require_http_methods(METHODS)
@acting
@confirmed
def answer_adhesion(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The head confirms what was registered, or contests it."""
    require(request.actor, permissions.DECLARE_ADHESION)
    organ = queries.organ_by_uid(request.actor, uid)
    kept = held(organ)
    if not kept.is_unconfirmed:
        raise NotAllowed(ANSWERED)
    form = forms.AnswerForm(sent_by(request))

    def act() -> object:
        return services.answer_adhesion(
            actor=request.actor,
            organ_uid=uid,
            uid=kept.uid,
            at=timezone.now(),
            **form.cleaned_data,
        )

    page = {
        "title": "Confirmar ou contestar a adesão",
        "kept": kept,
        "submit": "Gravar a resposta",
        "kind": "primary",
    }
    return verb(request, organ, form, act, page, "Resposta registrada. Quem registrou é avisado.")


@require_http_methods(METHODS)
@acting
@confirmed
def withdraw_adhesion(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take the adhesion back, with a reason."""
    require(request.actor, permissions.WITHDRAW_ADHESION)
    organ = queries.organ_by_uid(request.actor, uid)
    kept = held(organ)
    form = forms.WithdrawForm(sent_by(request))

    def act() -> object:
        return services.withdraw_adhesion(
            actor=request.actor,
            organ_uid=uid,
            uid=kept.uid,
            at=timezone.now(),
            **form.cleaned_data,
        )

    page = {
        "title": "Retirar a adesão",
        "consequence": "O plano em vigor continua valendo. O próximo só é enviado e aprovado depois"
        " de nova adesão. Todos do órgão são avisados, e a adesão retirada fica no histórico.",
        "kept": kept,
        "submit": "Retirar a adesão",
        "kind": "danger",
    }
    return verb(request, organ, form, act, page, "Adesão retirada. Todos do órgão são avisados.")


def seen(organ: Organ) -> UUID | None:
    """The adhesion that the person has before the eyes."""
    kept = queries.in_force_of(organ)
    return kept.uid if kept else None


def held(organ: Organ) -> Adhesion:
    """The adhesion that a verb is about. Raises NotAllowed where none holds."""
    kept = queries.in_force_of(organ)
    if kept is None:
        raise NotAllowed(NOT_IN_FORCE)
    return kept


def verb(
    request: ActingRequest,
    organ: Organ,
    form: Form,
    act: Callable[[], object],
    page: Mapping[str, object],
    done: str,
) -> HttpResponse:
    """One form, one service call, back to the page of the organ's adhesion."""
    if carried_out(request, form, act, done=done):
        return redirect("formulation:adhesion", organ.uid)
    shown = {"organ": organ, "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/adhesion_verb.html", shown, status=status)

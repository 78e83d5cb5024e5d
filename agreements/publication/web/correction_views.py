"""At the centre: what came out again, what stands at PNCP, and the second look."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.confirmation import confirmed
from access.duties import FIELD, Pair
from access.web import ActingRequest, acting
from agreements.publication import permissions, queries, services
from agreements.publication.corrections import CORRECTED
from agreements.publication.rules import Vehicle, written
from agreements.publication.services.corrections import AFTER_SIGNING, PNCP_ALREADY
from agreements.publication.services.gazettes import NOT_SIGNED
from agreements.publication.web.forms import CorrectionForm, PncpCorrectionForm, PncpForm
from agreements.publication.web.views import permitted, to_publish
from agreements.registry.web.typed import typed
from agreements.registry.web.verbs import verb
from documents.clearance import sheet_of_text
from foundation.refusals import NotAllowed

STAYS = (
    "A publicação de {day} continua registrada e nenhuma data muda: a vigência e o prazo de"
    " publicação contam da primeira. O portal passa a mostrar as duas."
)


@acting
@confirmed
def correct(request: ActingRequest, uid: UUID, publication_uid: UUID) -> HttpResponse:
    """Register a rectification or a republication."""
    found = to_publish(request, uid)
    earlier = queries.appearance_of(found, publication_uid)
    if hasattr(earlier, "corrected_by"):
        raise NotAllowed(CORRECTED)
    kind = PncpCorrectionForm if earlier.vehicle == Vehicle.PNCP else CorrectionForm
    form = kind(*typed(request))
    written_now = f"{request.POST.get('text', '')}\n{request.POST.get('reason', '')}"
    form.lay(sheet_of_text(written_now))
    form.ask(Pair.WRITE_PUBLISH, joins=queries.is_author(request.actor, found))
    return verb(
        request,
        found,
        form,
        lambda: services.correct_publication(
            actor=request.actor,
            uid=uid,
            publication_uid=publication_uid,
            correction=form.correction(),
            record=form.record(),
            file=form.cleaned_data.get("file"),
            at=timezone.now(),
            accepted_reason=form.cleaned_data.get(FIELD, ""),
            decision=form.decision(),
        ),
        title=f"Retificar ou republicar: {earlier.get_vehicle_display()}",
        submit="Registrar",
        done="Registrado: o portal mostra a correção ao lado da publicação anterior.",
        text=STAYS.format(day=written(earlier.published_date)),
    )


@acting
@confirmed
def pncp(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Register where the agreement stands at PNCP."""
    found = to_publish(request, uid)
    if found.state not in AFTER_SIGNING:
        raise NotAllowed(NOT_SIGNED)
    if queries.publication_of(found, Vehicle.PNCP) is not None:
        raise NotAllowed(PNCP_ALREADY)
    form = PncpForm(*typed(request))
    form.ask(Pair.WRITE_PUBLISH, joins=queries.is_author(request.actor, found))
    return verb(
        request,
        found,
        form,
        lambda: services.register_pncp(
            actor=request.actor,
            uid=uid,
            number=form.cleaned_data["number"],
            published_date=form.cleaned_data["published_date"],
            url=form.cleaned_data["url"],
            at=timezone.now(),
            accepted_reason=form.cleaned_data.get(FIELD, ""),
        ),
        title="Registrar a divulgação no PNCP",
        submit="Registrar",
        done="Divulgação no PNCP registrada.",
    )


@require_POST
@acting
def check(request: ActingRequest, uid: UUID, publication_uid: UUID) -> HttpResponse:
    """The record is what the page says."""
    permitted(request, uid, permissions.CHECK_PUBLICATION)
    found = services.check_publication(
        actor=request.actor, uid=uid, publication_uid=publication_uid, at=timezone.now()
    )
    messages.success(request, f"Publicação conferida: {found}.")
    return redirect("registry:agreement", uid)

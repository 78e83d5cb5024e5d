"""Edited files, in the room and at the centre."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.negotiation import permissions, queries, services
from agreements.negotiation.rules import ProposalState
from agreements.negotiation.services.files import base_of_centre, refuse_in_other_hands
from agreements.negotiation.web.bringing import (
    AttachForm,
    BringAtCentreForm,
    BringForm,
    Chosen,
    Place,
    bring,
)
from agreements.negotiation.web.room_views import refuse_out_of_hand, sent_here, shown
from agreements.registry.queries import agreement_by_uid
from agreements.registry.rules import Side
from agreements.registry.species import MODEL_ONLY, is_negotiable
from agreements.registry.web.typed import typed
from agreements.room.web.standing import RoomRequest, in_room
from agreements.work_plans.clauses import written_clauses
from agreements.work_plans.models import Draft
from agreements.work_plans.queries import wordings_of
from agreements.work_plans.services.plans import must_be_draft
from ui.verbs import carried_out

COMMENT_INSTEAD = (
    "O texto desta cláusula não se propõe aqui: abra a cláusula e escreva um comentário."
)
WORD_INSTEAD = "Esta cláusula tem dados do acordo: redija-a na página dela, com os campos."


@in_room
def bring_in_room(request: RoomRequest) -> HttpResponse:
    """The partner sends the DOCX it edited; what it changes becomes proposals."""
    found, draft = request.agreement, sent_here(request).agreement_draft
    refuse_out_of_hand(request)
    prepared = list(queries.proposals_of(found, ProposalState.OPEN))
    place = Place(
        draft=draft,
        present={each.key: each.paragraphs for each in prepared},
        obstacles=barred(draft, queries.negotiable(draft), COMMENT_INSTEAD),
        revisions={each.key: each.revision for each in prepared},
    )

    def act(chosen: Chosen) -> object:
        return services.propose_from_file(
            actor=request.actor,
            agreement=found,
            file=chosen.cleaned["file"],
            wordings=chosen.wordings,
            revisions=chosen.revisions,
            note=chosen.cleaned["note"],
            at=timezone.now(),
        )

    def show(**page: Any) -> HttpResponse:
        status = page.pop("status", 200)
        more = {"draft": draft, "found_in_file": page.pop("found", None), **page}
        answer = shown(request, "bring", **more)
        answer.status_code = status
        return answer

    done = "Propostas guardadas. Elas vão à CGE-MG quando vocês devolverem as minutas."
    return bring(request, BringForm, lambda _: place, act, show, back=("texts:page",), done=done)


@in_room
def attach(request: RoomRequest) -> HttpResponse:
    """The partner keeps a version of its own with the texts, as a file."""
    sent_here(request)
    refuse_out_of_hand(request)
    form = AttachForm(*typed(request))

    def act() -> None:
        services.attach_version(
            actor=request.actor, agreement=request.agreement, at=timezone.now(), **form.cleaned_data
        )

    if carried_out(request, form, act, done="Arquivo guardado. A CGE-MG o vê na mesma página."):
        return redirect("texts:page")
    title = "Anexar a versão de vocês em arquivo"
    page = {"form": form, "title": title, "submit": "Anexar"}
    return shown(request, "verb", form_is_bound=form.is_bound, **page)


@acting
def bring_at_centre(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI brings in an edited DOCX: its own, or one that the partner sent by another way."""
    found = agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.NEGOTIATE)
    must_be_draft(found)
    refuse_in_other_hands(found)
    base_of_centre(found, Side.CGE)

    def place_for(cleaned: Mapping[str, Any]) -> Place:
        draft = base_of_centre(found, cleaned["side"])
        return Place(
            draft=draft,
            present={}
            if cleaned["side"] == Side.PARTNER
            else {key: each.paragraphs for key, each in wordings_of(found).items()},
            obstacles=barred(draft, queries.worded_freely(draft), why_barred(draft)),
            revisions={},
        )

    def act(chosen: Chosen) -> object:
        return services.take_in_file(
            actor=request.actor,
            agreement=found,
            side=chosen.cleaned["side"],
            file=chosen.cleaned["file"],
            wordings=chosen.wordings,
            note=chosen.cleaned["note"],
            at=timezone.now(),
        )

    def show(**page: Any) -> HttpResponse:
        status = page.pop("status", 200)
        context = {"found": found, "found_in_file": page.pop("found", None), **page}
        return render(request, "negotiation/bring.html", context, status=status)

    done = "Mudanças do arquivo registradas."
    back = ("negotiation:page", uid)
    return bring(request, BringAtCentreForm, place_for, act, show, back=back, done=done)


def why_barred(draft: Draft) -> str:
    """Why the centre does not take a clause from a file."""
    return WORD_INSTEAD if is_negotiable(draft.species) else MODEL_ONLY


def barred(draft: Draft, allowed: set[str], reason: str) -> dict[str, str]:
    """Why the clauses that are not among those allowed cannot be taken from a file."""
    return {key: reason for key in written_clauses(draft.text) if key not in allowed}

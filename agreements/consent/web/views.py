"""A draft in the room: read, downloaded, accepted."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from agreements.consent import queries, services
from agreements.consent.rules import ACCEPTING, sections_of
from agreements.registry.rules import AgreementState
from agreements.registry.web.typed import typed
from agreements.room.web.standing import RoomRequest, in_room, room_verb, room_view


class AcceptForm(forms.Form):
    """That the text was read and will do; the hash says which text."""

    text_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    is_read = forms.BooleanField(
        label="Li este texto e concordo com ele em nome da organização",
        error_messages={"required": "Marque que leu e concorda, ou escreva à CGE-MG o que mudar."},
    )


@in_room
def draft(request: RoomRequest, uid: UUID) -> HttpResponse:
    """One version of a text, with the button that accepts it."""
    found = queries.draft_by_uid(request.agreement, uid)
    newest = queries.newest_of(request.agreement, found.document)
    form = AcceptForm(*typed(request), initial={"text_hash": found.text_hash})
    page: dict[str, Any] = {
        "draft": found,
        "sections": sections_of(found.document, found.text),
        "newest": newest if newest and newest.pk != found.pk else None,
        "acceptances": queries.acceptances_of(request.agreement).filter(draft=found),
        "may_accept": request.guest.role in ACCEPTING
        and not request.closed
        and request.agreement.state == AgreementState.DRAFT,
    }
    if request.method != "POST":
        return room_view(request, "consent/room/draft.html", form=form, **page)

    def act() -> None:
        services.accept_text(
            actor=request.actor,
            agreement=request.agreement,
            guest=request.guest,
            uid=uid,
            text_hash=form.cleaned_data["text_hash"],
            at=timezone.now(),
        )

    return room_verb(
        request,
        form,
        act,
        done="Texto aceito. A CGE-MG foi avisada.",
        template="consent/room/draft.html",
        **page,
    )

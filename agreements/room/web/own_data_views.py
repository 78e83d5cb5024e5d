"""In the room: the organisation's own data as CGE-MG has them, and what is proposed of them."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.registry import queries as registry
from agreements.registry.own_data import EVERY_LABEL
from agreements.registry.rules import AgreementState
from agreements.registry.services.own_data import WAITING
from agreements.registry.web.own_data_forms import OwnDataForm, OwnDataInRoomForm
from agreements.registry.web.own_data_views import rows_of
from agreements.registry.web.typed import typed
from agreements.room import services
from agreements.room.rules import NOT_SPEAKING, SPEAKING
from agreements.room.web.standing import RoomRequest, in_room, room_verb, room_view
from foundation.refusals import Denied, NotAllowed

MOST = 20


@require_safe
@in_room
def own_data(request: RoomRequest) -> HttpResponse:
    """The data, and what the organisation proposed."""
    organisation = request.agreement.organisation
    present = registry.present_data(organisation)
    is_waiting = registry.open_proposal_of(organisation) is not None
    return room_view(
        request,
        "room/own_data.html",
        present=[(label, present.get(name, "")) for name, label in EVERY_LABEL.items()],
        proposals=[
            (each, rows_of(each, present)) for each in registry.proposals_of(organisation)[:MOST]
        ],
        is_waiting=is_waiting,
        may_propose=not (is_waiting or request.closed) and request.guest.role in SPEAKING,
    )


@in_room
def propose(request: RoomRequest) -> HttpResponse:
    """The form, with the data as they are."""
    organisation = request.agreement.organisation
    if request.guest.role not in SPEAKING:
        raise Denied(NOT_SPEAKING)
    if registry.open_proposal_of(organisation) is not None:
        raise NotAllowed(WAITING)
    in_draft = request.agreement.state == AgreementState.DRAFT
    kind = OwnDataInRoomForm if in_draft else OwnDataForm
    form = kind(*typed(request), initial=registry.present_data(organisation))

    def act() -> None:
        services.propose_in_room(
            actor=request.actor,
            agreement=request.agreement,
            guest=request.guest,
            wanted=form.wanted(),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )

    done = "Proposta enviada: a CGE-MG vai conferir."
    title = "Propor alteração dos dados"
    return room_verb(request, form, act, done=done, title=title, submit="Enviar proposta")

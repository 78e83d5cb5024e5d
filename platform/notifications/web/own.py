"""A person's own choices: how each kind of notice comes, and the address of the calendar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.queries import profiles_of
from access.rules import Profile
from access.web import ActingRequest, acting
from identity.models import User
from notifications import queries, services
from notifications.kinds import kinds_for
from notifications.links import absolute
from notifications.models import Preference
from notifications.rules import Kind
from notifications.web.forms import ChoiceForm
from ui.sent import sent_by
from ui.verbs import carried_out


@require_http_methods(["GET", "POST"])
@acting
def preferences(request: ActingRequest) -> HttpResponse:
    """How each kind comes to the person; those that always come, with the reason."""
    assert isinstance(request.user, User)
    mine = own_kinds(request.user)
    row = queries.preference_of(request.user)
    free = [each for each in mine if each.sentence and not each.locked]
    form = ChoiceForm(sent_by(request), kinds=free, chose=row.choices)

    def act() -> None:
        services.choose(actor=request.actor, given=said(form), at=timezone.now())

    if carried_out(request, form, act, done="Suas escolhas foram guardadas."):
        return redirect("notifications:preferences")
    context = {
        "form": form,
        "locked": [each for each in mine if each.locked],
        "calendar": calendar_address(row),
        "standing": queries.standing_of(request.user.email),
    }
    status = 422 if form.is_bound else 200
    return render(request, "notifications/preferences.html", context, status=status)


def said(form: ChoiceForm) -> dict[str, str]:
    """What was chosen; a field that was not sent says nothing."""
    return {key: channel for key, channel in form.cleaned_data.items() if channel}


def own_kinds(user: User) -> list[Kind]:
    """What may reach the person under any profile that she holds today."""
    held = profiles_of(user, today=timezone.localdate())
    return kinds_for(Profile(each.profile) for each in held)


def calendar_address(row: Preference) -> str:
    """The whole address to be pasted into a calendar; empty while there is none."""
    if not row.has_calendar:
        return ""
    args = [row.user.uid, queries.calendar_token(row)]
    return absolute(reverse("notifications:calendar", args=args, urlconf="config.urls.centre"))


@require_POST
@acting
def open_calendar(request: ActingRequest) -> HttpResponse:
    """A new address; the earlier one ends."""
    services.open_calendar(actor=request.actor, at=timezone.now())
    messages.success(
        request, "O endereço da agenda está pronto. Um endereço anterior não vale mais."
    )
    return back(request)


@require_POST
@acting
def close_calendar(request: ActingRequest) -> HttpResponse:
    """No address any more."""
    services.close_calendar(actor=request.actor, at=timezone.now())
    messages.success(request, "A agenda não tem mais endereço: quem o tinha não a abre mais.")
    return back(request)


def back(request: HttpRequest) -> HttpResponse:
    """To the section of the calendar."""
    return redirect(reverse("notifications:preferences") + "#agenda")

"""One's own data: the only page open to who has not said a registration number yet (P4, P7)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.middleware import actor_of_request
from identity.models import User
from people import services
from people.waiting import waiting_copy
from people.web.forms import OwnDataForm
from ui.sent import sent_by
from ui.verbs import carried_out


@require_http_methods(["GET", "POST"])
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Post, registration number and phone are one's own to change; the rest is shown."""
    actor = actor_of_request(request)
    if actor is None:
        return render(request, "access/no_profile.html", status=403)
    user = request.user
    assert isinstance(user, User)
    initial = {name: getattr(user, name) for name in OwnDataForm.base_fields}
    form = OwnDataForm(sent_by(request), initial=initial)

    def act() -> None:
        services.edit_oneself(actor=actor, given=form.cleaned_data, at=timezone.now())

    if carried_out(request, form, act, done="Seus dados foram guardados."):
        return redirect("/")
    page = {
        "form": form,
        "person": user,
        "is_first": not user.registration_number,
        "copy": waiting_copy(user, at=timezone.now()),
    }
    return render(request, "people/own_data.html", page, status=422 if form.is_bound else 200)

"""One form, one service call: what every page of a verb does between the two."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from foundation.refusals import Invalid
from ui.refusals import show_faults


def carried_out(
    request: HttpRequest, form: BaseForm, act: Callable[[], object], *, done: str
) -> bool:
    """Whether the form was valid and its verb accepted; then `done` is said on the next page.

    What the verb refuses as Invalid is put beside the fields; other refusals go on up.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except Invalid as refusal:
        show_faults(form, refusal)
        return False
    messages.success(request, done)
    return True

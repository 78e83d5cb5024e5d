"""A refusal of the domain shown where the person typed."""

from django.forms import BaseForm

from foundation.refusals import Invalid


def show_faults(form: BaseForm, refusal: Invalid) -> None:
    """Put each sentence of a refusal beside its field, or above the form when it has none."""
    for name, sentences in refusal.errors.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)

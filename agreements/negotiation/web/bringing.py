"""An edited file comes in: read, shown clause by clause, and written only when it is confirmed.

Nothing is stored until then; between two pages the file waits as that of any form does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from agreements.negotiation.incoming import (
    OWN_TEXT,
    RECEIVED,
    Change,
    changes_of,
    comparison_of,
    read_file,
)
from agreements.negotiation.matching import LEFT_OUT, Comparison
from agreements.negotiation.web.forms import words
from agreements.registry.rules import Side
from agreements.registry.web.typed import typed
from agreements.work_plans.clauses import written_clauses
from agreements.work_plans.models import Draft
from documents.docx_reading import ReadText
from documents.forms import UploadField
from foundation.refusals import Invalid
from ui.refusals import show_faults
from ui.verbs import carried_out

TO_ANSWER = "perguntas"  # what the page shows while a passage is still to be placed
WHOSE = (
    (Side.PARTNER.value, "Do partícipe: viram propostas, à espera de resposta"),
    (Side.CGE.value, "Da CGE-MG: viram a redação da próxima minuta"),
)


class BringForm(forms.Form):
    """The edited file, and what is to be said of it."""

    file = UploadField(label="Minuta editada", purpose=RECEIVED)
    note = words("Observação", required=False)


class BringAtCentreForm(BringForm):
    side = forms.TypedChoiceField(
        label="De quem são as mudanças", choices=WHOSE, coerce=Side, widget=forms.RadioSelect
    )


class AttachForm(forms.Form):
    """One's own version as a file, as it is."""

    file = UploadField(label="Arquivo com a versão de vocês", purpose=OWN_TEXT)
    note = words("Observação", required=False, help_text="A CGE-MG lê junto com o arquivo.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a file is brought in: compared with what, what reads so already, and what is barred.

    `revisions` are those of what is in preparation.
    """

    draft: Draft
    present: Mapping[str, list[str]]
    obstacles: Mapping[str, str]
    revisions: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What the person confirmed."""

    cleaned: Mapping[str, Any]
    wordings: Mapping[str, list[str]]
    revisions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was read, with the answers given so far."""

    comparison: Comparison
    changes: list[Change]
    missing: list[str]

    @property
    def offered(self) -> list[Change]:
        """The changes that may be taken."""
        return [each for each in self.changes if not each.obstacle]


def bring(
    request: HttpRequest,
    kind: type[BringForm],
    place_for: Callable[[Mapping[str, Any]], Place],
    act: Callable[[Chosen], object],
    show: Callable[..., HttpResponse],
    *,
    back: tuple[Any, ...],
    done: str,
) -> HttpResponse:
    """First the file, then what was found in it, then the writing of what was chosen."""
    form: forms.Form = kind(*typed(request))
    if not form.is_valid():
        return show(form=form, status=422 if form.is_bound else 200)
    try:
        place = place_for(form.cleaned_data)
        read = read_file(place.draft, form.cleaned_data["file"])
        asked = found_in(place, read, {})
        if "shown" not in request.POST:
            return show(form=first_form(form, asked, place), found=asked)
        chosen = bound_form(request.POST, request, form, asked, place)
        if not chosen.is_valid():
            return show(form=chosen, found=asked, status=422)
        found = found_in(place, read, answers_in(chosen.cleaned_data))
    except Invalid as refusal:
        show_faults(form, refusal)
        return show(form=form, status=422)
    if chosen.cleaned_data["shown"] != found.comparison.digest:
        return show(form=renewed_form(request, form, found, place), found=found)
    if carried_out(
        request, chosen, lambda: act(choice(chosen, found, form.cleaned_data)), done=done
    ):
        return redirect(*back)
    return show(form=chosen, found=found, status=422)


def found_in(place: Place, read: ReadText, answers: Mapping[int, str]) -> Found:
    """What a file changes, with some answers. Raises Invalid when it has nothing of the text."""
    comparison = comparison_of(place.draft, read, answers)
    written = written_clauses(place.draft.text)
    return Found(
        comparison,
        changes_of(place.draft, comparison, present=place.present, obstacles=place.obstacles),
        [str(written[key]["title"]) for key in comparison.missing],
    )


def fields_for(found: Found, place: Place) -> dict[str, forms.Field]:
    """What is asked of the passages that nothing names, and a box for each change."""
    titles = [(key, each["title"]) for key, each in written_clauses(place.draft.text).items()]
    asked = {
        f"passage-{each.number}": forms.ChoiceField(
            label=f"De que cláusula é este trecho? “{each.begins}”",
            choices=[("", "Escolha"), *titles, (LEFT_OUT, "De nenhuma: deixar de fora")],
            help_text="Não deu para saber pelo arquivo. O trecho entra na cláusula que escolher.",
        )
        for each in found.comparison.asked
    }
    boxes = {
        f"take-{each.key}": forms.BooleanField(
            label=f"Levar o texto do arquivo: {each.title}", required=False
        )
        for each in found.offered
    }
    numbers = {
        f"revision-{each.key}": forms.IntegerField(widget=forms.HiddenInput)
        for each in found.offered
    }
    shown = {"shown": forms.CharField(widget=forms.HiddenInput, max_length=64)}
    return {**asked, **boxes, **numbers, **shown}


def values_for(found: Found, place: Place) -> dict[str, Any]:
    """How those fields begin: everything is taken that may be."""
    values: dict[str, Any] = {"shown": found.comparison.digest}
    for each in found.offered:
        values[f"take-{each.key}"] = "on"
        values[f"revision-{each.key}"] = place.revisions.get(each.key, 0)
    return values


def first_form(form: forms.Form, found: Found, place: Place) -> forms.Form:
    """The form as it is shown when the file has just been read."""
    values = values_for(found, place)
    if found.comparison.asked:
        values["shown"] = TO_ANSWER  # whatever is answered is shown before it is written
    made = type(form)(initial={**form.cleaned_data, **values})
    made.fields |= fields_for(found, place)
    return made


def bound_form(
    data: QueryDict, request: HttpRequest, form: forms.Form, found: Found, place: Place
) -> forms.Form:
    """The form with what was sent; boxes may have come since for what an answer changed."""
    made = type(form)(data, request.FILES)
    made.fields |= fields_for(found, place)
    return made


def renewed_form(request: HttpRequest, form: forms.Form, found: Found, place: Place) -> forms.Form:
    """The form once more, because an answer changed what is to be written."""
    data = request.POST.copy()
    for name, value in values_for(found, place).items():
        data[name] = str(value)
    return bound_form(data, request, form, found, place)


def answers_in(cleaned: Mapping[str, Any]) -> dict[int, str]:
    """The answers about passages, by their number."""
    return {
        int(name.removeprefix("passage-")): str(value)
        for name, value in cleaned.items()
        if name.startswith("passage-")
    }


def choice(form: forms.Form, found: Found, cleaned: Mapping[str, Any]) -> Chosen:
    """The changes whose box is ticked, with the numbers that were on the page."""
    taken = [each for each in found.offered if form.data.get(f"take-{each.key}")]
    return Chosen(
        cleaned=cleaned,
        wordings={each.key: each.paragraphs for each in taken},
        revisions={each.key: number(form.data.get(f"revision-{each.key}")) for each in taken},
    )


def number(value: object) -> int:
    """A revision that came from a page; 0 for what is none."""
    return int(str(value)) if str(value).isdecimal() else 0

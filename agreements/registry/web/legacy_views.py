"""Agreements from before this system: the list, and the import with its dry run."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry import permissions, queries, services
from agreements.registry.legacy import HEADING, Line, Verdict
from agreements.registry.web.typed import typed
from foundation.refusals import Invalid
from ui.grid import Column, Grid
from ui.refusals import show_faults

LARGEST = 1024 * 1024
TONES = {
    Verdict.NEW: "success",
    Verdict.SAME: "neutral",
    Verdict.DIFFERENT: "warning",
    Verdict.WRONG: "danger",
}
COLUMNS = (
    Column("Organização", "organizacao", by=("name",)),
    Column("UF", "uf", by=("state",)),
    Column("Acordo", "numero", by=("year", "number")),
    Column("Publicado em", "publicado", by=("published_date",)),
    Column("Vigência", "fim", by=("end_date",)),
    Column("Fonte"),
)
IMPORT = "importar"


class LegacyForm(forms.Form):
    """A CSV, as a file or as text; the text is what is read, and may be corrected on the page."""

    file = forms.FileField(
        label="Arquivo CSV",
        required=False,
        help_text="Com ponto e vírgula ou vírgula, em UTF-8, de até 1 MB.",
    )
    text = forms.CharField(
        label="Linhas",
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=f"A primeira linha traz as colunas: {HEADING}. O que não se sabe fica vazio.",
    )
    changes_known = forms.BooleanField(
        label="Alterar os acordos que já estão aqui e diferem do arquivo", required=False
    )

    def clean(self) -> dict[str, Any]:
        """The file, when there is one, takes the place of the text."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sent = cleaned.get("file")
        if sent is not None:
            if sent.size > LARGEST:
                raise forms.ValidationError({"file": "O arquivo passa de 1 MB."})
            try:
                cleaned["text"] = sent.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                told = "O arquivo não está em UTF-8: salve-o como “CSV UTF-8” e envie de novo."
                raise forms.ValidationError({"file": told}) from None
        if not cleaned.get("text", "").strip() and "text" not in self.errors:
            raise forms.ValidationError({"file": "Envie o arquivo ou cole as linhas."})
        return cleaned


@require_safe
@acting
def legacy_list(request: ActingRequest) -> HttpResponse:
    """What is known of the agreements from before."""
    found = queries.legacy_agreements(request.actor)
    context = {
        "grid": Grid(found, COLUMNS, request.GET),
        "may_open": request.actor.may(permissions.OPEN_BY_ACT),
        "may_import": request.actor.may(permissions.IMPORT_LEGACY),
    }
    return render(request, "registry/legacy_list.html", context)


@acting
def import_legacy(request: ActingRequest) -> HttpResponse:
    """First what would happen, row by row; then, by the second button, it happens."""
    require(request.actor, permissions.IMPORT_LEGACY)
    form = LegacyForm(*typed(request))
    lines: list[Line] = []
    if form.is_valid():
        text, now = form.cleaned_data["text"], timezone.now()
        try:
            lines = services.try_legacy(actor=request.actor, text=text, at=now)
            if request.POST.get("acao") == IMPORT:
                services.import_legacy(
                    actor=request.actor,
                    text=text,
                    changes_known=form.cleaned_data["changes_known"],
                    at=now,
                )
                messages.success(request, f"Arquivo importado: {len(lines)} linhas conferidas.")
                return redirect("registry:legacy_agreements")
        except Invalid as refusal:
            form = again(form)
            show_faults(form, refusal)
        else:
            form = again(form)
    return shown(request, form, lines)


def again(form: LegacyForm) -> LegacyForm:
    """The same form with what the file said in its text, so that it may be corrected there."""
    kept = {name: form.cleaned_data[name] for name in ("text", "changes_known")}
    fresh = LegacyForm(kept)
    fresh.is_valid()
    return fresh


def shown(request: ActingRequest, form: LegacyForm, lines: list[Line]) -> HttpResponse:
    """The form, with what would become of each row."""
    counted = {each: sum(line.verdict == each for line in lines) for each in Verdict}
    context = {
        "form": form,
        "rows": [{"line": line, "tone": TONES[line.verdict]} for line in lines],
        "counts": [(each.label, count) for each, count in counted.items() if count],
        "may_write": bool(lines) and not counted[Verdict.WRONG],
    }
    status = 422 if form.is_bound and (form.errors or counted[Verdict.WRONG]) else 200
    return render(request, "registry/legacy_import.html", context, status=status)

"""Forms of the library: one for each kind of model, made from what that kind says."""

from collections.abc import Mapping
from typing import Any

from django import forms

from documents.forms import UploadField
from foundation.fields import TextLine
from integrity.library.models import Exemplar
from integrity.library.rules.fields import FIELDS, LINE, Field, Kind
from integrity.library.rules.flow import Audience, ExemplarState
from integrity.library.services.exemplars import LONGEST_SOURCES, Text
from integrity.library.services.workbooks import MODELS_SHEET

Named = Mapping[str, list[tuple[str, str]]]
ANYBODY = "Deixe em branco para oferecer a todos."


def form_field(of: Field, named: Named) -> forms.Field:
    """The form field of one field of a model; `named` are the models that it may name."""
    options = list(of.choices.items()) or named.get(of.names, [])
    shared: dict[str, Any] = {"label": of.label, "required": of.is_required}
    if of.many:
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=options, widget=widget, **shared)
    if of.choices or of.names:
        return forms.ChoiceField(choices=[("", "Escolha"), *options], **shared)
    if of.longest <= LINE:
        return TextLine(max_length=of.longest, **shared)
    return forms.CharField(max_length=of.longest, widget=forms.Textarea({"rows": 3}), **shared)


class ExemplarForm(forms.Form):
    """What a model says, for whom it is and what it rests on; `revision` is that of the draft."""

    audience = forms.MultipleChoiceField(
        label="Para quem",
        choices=Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=ANYBODY,
    )
    sources = forms.CharField(
        label="Fontes",
        required=False,
        max_length=LONGEST_SOURCES,
        widget=forms.Textarea({"rows": 2}),
        help_text="Leis, normas e guias em que o modelo se apoia.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, kind: str, named: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for each in FIELDS[kind]:
            self.fields[each.name] = form_field(each, named)
        self.order_fields([*(each.name for each in FIELDS[kind]), "audience", "sources"])

    @staticmethod
    def initial_of(row: Exemplar) -> dict[str, object]:
        """The newest version, to be changed."""
        revision = row.revision if row.state == ExemplarState.DRAFT else 0
        more = {"audience": row.audience, "sources": row.sources, "revision": revision}
        return {**row.body, **more}

    def text(self) -> Text:
        """What was typed, as the service takes it."""
        said = {each.name: self.cleaned_data[each.name] for each in FIELDS[self.kind]}
        return Text(said, self.cleaned_data["sources"], tuple(self.cleaned_data["audience"]))


class SearchForm(forms.Form):
    """What the list is narrowed by."""

    texto = forms.CharField(label="Palavras", required=False, max_length=100)
    tipo = forms.ChoiceField(label="Tipo", required=False, choices=[("", "Todos"), *Kind.choices])
    situacao = forms.ChoiceField(
        label="Situação", required=False, choices=[("", "Todas"), *ExemplarState.choices]
    )
    para = forms.ChoiceField(
        label="Para quem", required=False, choices=[("", "Todos"), *Audience.choices]
    )


class DraftsForm(forms.Form):
    """Which drafts are published together."""

    models = forms.MultipleChoiceField(
        label="Rascunhos",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Marque ao menos um modelo."},
    )

    def __init__(self, *args: Any, drafts: list[Exemplar], only: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["models"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (str(each.model_uid), f"{each} (versão {each.version})") for each in drafts
        ]
        found = [str(each.model_uid) for each in drafts]
        field.initial = [only] if only in found else found


class RetireForm(forms.Form):
    """Why a model is no longer offered."""

    reason = forms.CharField(
        label="Motivo",
        max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
        help_text="As organizações que adotaram o modelo leem este motivo.",
    )


class ImportForm(forms.Form):
    """The workbook."""

    file = UploadField(label="Planilha de modelos", purpose=MODELS_SHEET)

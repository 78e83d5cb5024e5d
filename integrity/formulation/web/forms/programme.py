"""A part of the programme as a form, made from what the part asks."""

from typing import Any

from django import forms

from integrity.formulation.models import CatalogueEntry, Plan
from integrity.formulation.queries.programme import words_for
from integrity.formulation.rules.programme import LONG, Part
from integrity.formulation.web.forms.catalogue import OthersField, WordsField
from integrity.formulation.web.forms.fields import LongText, YesNoField


class ProgrammeForm(forms.Form):
    """The texts of one part and its list; `mark` is of the text that the person read."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, *args: Any, part: Part, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        if choice := part.choice:
            ticked = WordsField(
                CatalogueEntry, label=choice.label, error_messages={"required": choice.missing}
            )
            chosen = self.initial.get(choice.name, ())
            ticked.queryset = words_for(plan, choice.kind, chosen)
            self.fields[choice.name] = ticked
            self.fields["others"] = OthersField(label=choice.others)
        for question in part.questions:
            self.fields[question.name] = LongText(
                label=question.label,
                help_text=question.hint,
                rows=question.rows,
                required=question.is_required,
                max_length=question.longest,
            )

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        found = {
            question.name: self.cleaned_data[question.name] for question in self.part.questions
        }
        if choice := self.part.choice:
            found[choice.name] = [str(word.uid) for word in self.cleaned_data[choice.name]]
        return found


def typed_in(part: Part, sent: Any) -> dict[str, Any]:
    """What stands in a form that is not judged yet."""
    found: dict[str, Any] = {
        question.name: sent.get(question.name, "") for question in part.questions
    }
    if part.choice:
        found[part.choice.name] = sent.getlist(part.choice.name)
    return found


class NoteForm(forms.Form):
    """What the head says of the diagnosis."""

    is_agreed = YesNoField(
        label="Você concorda com o diagnóstico?",
        yes="Sim, tomei ciência e concordo",
        no="Tomei ciência e peço mudanças",
    )
    suggestions = LongText(
        label="Sugestões",
        rows=6,
        max_length=LONG,
        help_text="Obrigatórias para quem pede mudanças. Quem elabora o plano as lê.",
    )

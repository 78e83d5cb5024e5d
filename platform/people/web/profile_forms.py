"""What is typed about profiles of one's own making and about duties kept apart."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms

from access.duties import FIELD, SAID, Pair, Stance
from access.rules import Profile, capabilities_of
from foundation.fields import TextLine
from people import queries


class DerivedForm(forms.Form):
    """Its name, and what of the origin it keeps."""

    name = TextLine(label="Nome do perfil", max_length=60)
    kept = forms.MultipleChoiceField(
        label="O que permite", widget=forms.CheckboxSelectMultiple, required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, base: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["kept"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = [(each.name, each.title) for each in capabilities_of(base)]
        self.initial.setdefault("kept", [name for name, _ in choice.choices])

    def written(self) -> dict[str, Any]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in ("name", "kept")}


class DutyForm(forms.Form):
    """Which pair, how strictly, and why."""

    pair = forms.ChoiceField(label="Funções")
    stance = forms.ChoiceField(label="Tratamento", choices=Stance.choices, widget=forms.RadioSelect)
    reason = TextLine(label="Por que muda", max_length=300)

    def __init__(self, *args: Any, pairs: Mapping[Pair, Stance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["pair"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(pair.value, pair.label) for pair in pairs]


class AcceptingForm(forms.Form):
    """A form of a verb that one person may have to justify: the reason stands beside the verb.

    `ask` is called by the page that knows whether the person joins both duties.
    """

    accepted_reason = forms.CharField(
        label="Por que a mesma pessoa faz as duas coisas",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    warning = ""  # what the page says before anything is typed, where the verb will be refused

    def ask(self, pair: Pair, *, joins: bool) -> Self:
        """Offer the field, last, where this place only warns; else leave it out."""
        field = self.fields.pop(FIELD)
        if joins and queries.stance(pair) == Stance.WARN:
            field.help_text = f"{SAID[pair]} sem motivo. O que você escrever fica no diário."
            self.fields[FIELD] = field
        elif joins:
            self.warning = f"{SAID[pair]}: isso cabe a outra pessoa."
        return self

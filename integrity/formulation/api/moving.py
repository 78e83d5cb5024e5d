"""Which way something goes in its list."""

from django import forms

UP, DOWN = "cima", "baixo"


class MoveForm(forms.Form):
    """Which way."""

    para = forms.ChoiceField(
        label="Para onde", choices=[(UP, "Uma posição acima"), (DOWN, "Uma posição abaixo")]
    )

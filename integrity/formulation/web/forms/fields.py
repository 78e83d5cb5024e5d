"""A question that is answered by yes or no, and by nothing else."""

from typing import Any

from django import forms

from foundation.words import printable

YES, NO = "sim", "nao"


def is_yes(value: Any) -> bool:
    """The answer as a boolean."""
    return bool(value == YES)


class YesNoField(forms.TypedChoiceField):
    """Two buttons; nobody is asked to read a blank box as “no”."""

    def __init__(self, *, yes: str = "Sim", no: str = "Não", **kwargs: Any) -> None:
        super().__init__(
            choices=[(YES, yes), (NO, no)],
            coerce=is_yes,
            empty_value=None,
            widget=forms.RadioSelect,
            error_messages={"required": "Escolha uma das respostas."},
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """A stored boolean as one of the two answers."""
        return {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value


class LongText(forms.CharField):
    """Some lines of text."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 10_000)
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> Any:
        """Without what a paste from a word processor or a PDF brings along unseen."""
        text = printable(super().to_python(value) or "")
        return text.strip() if self.strip else text

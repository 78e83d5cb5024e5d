"""Form fields of identifiers: they store one form, and show back what the person typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foundation.identifiers import formatted_cnpj, formatted_cpf, normal_cnpj, normal_cpf
from foundation.words import printable


class TextLine(forms.CharField):
    """One line of text, without doubled spaces: a browser's text box cannot send a second line,
    a program can, and names go into headers of e-mails and lines of extracts."""

    def to_python(self, value: Any) -> Any:
        return " ".join(printable(super().to_python(value) or "").split())


class IdentifierField(forms.CharField):
    """A text that one function puts in its stored form or refuses with a sentence."""

    normal: Callable[[str], str]
    formatted: Callable[[str], str]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return text
        try:
            return type(self).normal(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """A stored value with its punctuation; what was typed badly stays as it was typed."""
        try:
            return type(self).formatted(type(self).normal(value))
        except (TypeError, ValueError):
            return value


class CnpjField(IdentifierField):
    """A CNPJ, with letters or without; cleaned to 14 characters without punctuation."""

    normal = staticmethod(normal_cnpj)
    formatted = staticmethod(formatted_cnpj)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Exemplo: 12.345.678/0001-95.")
        super().__init__(**kwargs)


class CpfField(IdentifierField):
    """A CPF; cleaned to 11 digits."""

    normal = staticmethod(normal_cpf)
    formatted = staticmethod(formatted_cpf)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Exemplo: 123.456.789-09.")
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "numeric")

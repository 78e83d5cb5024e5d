"""Form fields of identifiers: they store one form, and show back what the person typed."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foundation.identifiers import (
    formatted_cnpj,
    formatted_cpf,
    normal_cnpj,
    normal_cpf,
    normal_phone,
)
from foundation.markup import HELP
from foundation.words import printable


class TextLine(forms.CharField):
    """One line of text, without doubled spaces: a browser's text box cannot send a second line,
    a program can, and names go into headers of e-mails and lines of extracts."""

    def to_python(self, value: Any) -> Any:
        return " ".join(printable(super().to_python(value) or "").split())


class FormattedText(forms.CharField):
    """Some lines that may have bold, italic, lists and alignment, written without any script.

    They are kept as typed; `foundation.markup` turns them into elements when they are shown.
    """

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 10_000)
        kwargs["help_text"] = " ".join(filter(None, (kwargs.get("help_text"), HELP)))
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> Any:
        return printable(super().to_python(value) or "").strip()


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


class PhoneField(IdentifierField):
    """A telephone, typed with its mask or without; kept as `(31) 3915-0000`."""

    normal = staticmethod(normal_phone)
    formatted = staticmethod(str)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Com DDD. Exemplo: (31) 3915-0000.")
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.widget.input_type = "tel"

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if self.max_length is not None and len(found) > self.max_length:
            raise ValidationError("O telefone não cabe aqui: escreva-o sem ramal.")
        return found


class MoneyField(forms.DecimalField):
    """An amount in reais: `1.234,56`, `R$ 1.234,56` and `1234,56` are the same."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"max_digits": 20, "decimal_places": 2, "min_value": 0, "localize": True, **kwargs}
        kwargs.setdefault("help_text", "Exemplo: 1.234,56.")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"^\s*R\$|\s", "", value)
        return super().to_python(value)

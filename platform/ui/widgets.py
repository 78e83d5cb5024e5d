"""Form widgets that a browser understands without script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """A native date field; the browser shows dd/mm/aaaa and sends the ISO form."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DatalistInput(forms.TextInput):
    """A text field with suggestions, for a list too long to be a select."""

    template_name = "ui/widgets/datalist.html"

    def __init__(
        self,
        options: Iterable[str] | Callable[[], Iterable[str]] = (),
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs={"autocomplete": "off"} | (attrs or {}))
        self.options = options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_opcoes"
        context["widget"]["attrs"]["list"] = list_id
        context["list_id"] = list_id
        context["options"] = self.options() if callable(self.options) else self.options
        return context

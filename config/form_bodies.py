"""The form of a page as the body of a request, for the description of the API."""

from collections.abc import Mapping
from typing import Any

from django import forms
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from access.rows import Rows

JSON, MULTIPART = "application/json", "multipart/form-data"
KINDS: tuple[tuple[type[forms.Field], type[serializers.Field[Any, Any, Any, Any]]], ...] = (
    (forms.FileField, serializers.FileField),
    (forms.DecimalField, serializers.CharField),
    (forms.FloatField, serializers.FloatField),
    (forms.IntegerField, serializers.IntegerField),
    (forms.DateTimeField, serializers.DateTimeField),
    (forms.DateField, serializers.DateField),
    (forms.BooleanField, serializers.BooleanField),
)
MANY = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


def body_of(name: str, form: type[forms.Form], rows: Mapping[str, Rows]) -> dict[str, Any]:
    """By the form in which it is sent: JSON, or with files."""
    fields = fields_of(form)
    for each, found in rows.items():
        fields[each] = inline_serializer(
            title_of(f"{name}_{each}"),
            fields_of(found.form),
            many=True,
            required=found.is_required,
            help_text=found.says,
        )
    has_files = any(isinstance(each, forms.FileField) for each in form.base_fields.values())
    return {MULTIPART if has_files else JSON: inline_serializer(title_of(name), fields)}


def title_of(name: str) -> str:
    """`incluir_acao` as `IncluirAcao`."""
    return "".join(map(str.title, name.split("_")))


def fields_of(form: type[forms.Form]) -> dict[str, Any]:
    """What a person sees of a form, each field described."""
    return {
        each: described(field)
        for each, field in form.base_fields.items()
        if not field.widget.is_hidden
    }


def described(field: forms.Field) -> Any:
    """One field, with its label and what the page says beside it."""
    said = " ".join(filter(None, (f"{field.label}.", str(field.help_text))))
    told: dict[str, Any] = {"required": field.required, "help_text": said}
    if isinstance(field, MANY):
        return serializers.ListField(child=serializers.CharField(), **told)
    choices = getattr(field, "choices", None)
    if choices and not isinstance(field, forms.ModelChoiceField):
        return serializers.ChoiceField(choices=[each for each in choices if each[0]], **told)
    kind = next((made for known, made in KINDS if isinstance(field, known)), serializers.CharField)
    return kind(**told)

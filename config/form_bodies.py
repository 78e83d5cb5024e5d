"""The form of a page as the body of a request, for the description of the API."""

from typing import Any

from django import forms
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

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


def body_of(name: str, form: type[forms.Form]) -> dict[str, Any]:
    """By the form in which it is sent: JSON, or with files."""
    fields = {
        each: described(field)
        for each, field in form.base_fields.items()
        if not field.widget.is_hidden
    }
    has_files = any(isinstance(each, forms.FileField) for each in form.base_fields.values())
    serializer = inline_serializer("".join(map(str.title, name.split("_"))), fields)
    return {MULTIPART if has_files else JSON: serializer}


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

"""A field for one file that does not forget it when another field of the form is wrong.

    class RequestForm(forms.Form):
        letter = UploadField(label="Ofício", purpose=LETTER)

    form = RequestForm(request.POST, request.FILES)          # the form is multipart
    if form.is_valid():
        services.send_request(letter=form.cleaned_data["letter"], ...)

and the service keeps it: `store(actor=..., upload=letter, purpose=LETTER, at=at, field="letter")`.
An acceptable file is set aside only when the form is shown again; the page then says
“Arquivo recebido: nome.pdf” and brings it back with the next attempt, without script. A form that
edits may have a StoredFile as its initial value: it is named, and comes back when none is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from documents.inspection import inspect
from documents.parking import park, parked
from documents.rules import Purpose

GONE = "O arquivo enviado antes não está mais guardado. Envie-o de novo."
REQUIRED = "Envie o arquivo."


class Gone:
    """The file of an earlier attempt, when it waited too long."""


class FileInput(forms.FileInput):
    """The file chooser, with the token of the file that already came."""

    template_name = "documents/widgets/file_input.html"

    def __init__(self, purpose: Purpose, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": purpose.accept} | (attrs or {}))
        self.purpose = purpose

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile[bytes]], name: str
    ) -> Any:
        if sent := files.get(name):
            return sent
        if token := data.get(token_name(name)):
            return parked(token, self.purpose) or Gone()
        return None

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        return name not in files and token_name(name) not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        token = self._token(value)
        context["widget"] |= {"token": token, "token_name": token_name(name)}
        context["widget"]["received"] = getattr(value, "name", "") if token else ""
        is_stored = value is not None and not isinstance(value, UploadedFile | Gone)
        context["widget"]["current"] = getattr(value, "name", "") if is_stored else ""
        if token or is_stored:
            context["widget"]["attrs"].pop("required", None)
        return context

    def _token(self, value: Any) -> str:
        if not isinstance(value, UploadedFile):
            return ""
        try:
            return park(value, self.purpose)
        except ValueError:
            return ""


class UploadField(forms.FileField):
    """One file of a purpose, checked here so that the sentence stands beside the field."""

    widget: FileInput

    def __init__(self, *, purpose: Purpose, **kwargs: Any) -> None:
        self.purpose = purpose
        kwargs.setdefault("widget", FileInput(purpose))
        kwargs.setdefault("help_text", purpose.hint)
        kwargs["error_messages"] = {"required": REQUIRED} | kwargs.get("error_messages", {})
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        if isinstance(data, Gone):
            raise ValidationError(GONE, code="gone")
        if not data:
            return super().clean(data, initial)
        try:
            inspect(data, self.purpose)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None
        self.run_validators(data)
        return data

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Unlike Django's, which forgets what was sent: the widget sets it aside."""
        return initial if data is None else data

    def has_changed(self, initial: Any, data: Any) -> bool:
        return isinstance(data, UploadedFile | Gone)


def token_name(name: str) -> str:
    """The name of the hidden field beside a file field."""
    return f"{name}-recebido"

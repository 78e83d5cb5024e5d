"""The form of the portal that checks a document, and those of who takes its validity away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from documents import codes
from documents.models import IssuedDocument
from documents.rules import MB, readable_size

MOST_BYTES = 25 * MB
LONGEST_TYPED = 60
PUBLIC_REASON = "Todos leem o motivo no portal: não escreva nomes nem outros dados pessoais."


class CodeForm(forms.Form):
    """A code and, if wanted, the file to be compared; the file is read and forgotten."""

    code = forms.CharField(
        label="Código de verificação",
        max_length=LONGEST_TYPED,
        help_text="Está no rodapé do documento. Exemplo: 7KQM-2XWD-9HTA-RB4E.",
        error_messages={"required": "Escreva o código que está no documento."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Arquivo",
        required=False,
        help_text=f"Se você tem o arquivo, envie-o (até {readable_size(MOST_BYTES)}) para saber se"
        " nada foi mudado nele. Ele é comparado e não fica guardado.",
    )

    def clean_code(self) -> str:
        """The code itself, however it was typed."""
        try:
            return codes.read(self.cleaned_data["code"])
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from None

    def clean_file(self) -> UploadedFile[bytes] | None:
        """Not larger than anything that the product makes."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                f"O arquivo é maior que {readable_size(MOST_BYTES)}: não foi emitido aqui.",
                code="large",
            )
        return file


class RevokeForm(forms.Form):
    """Why a document is not valid any more."""

    reason = forms.CharField(
        label="Motivo",
        max_length=500,
        help_text=PUBLIC_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Diga por que o documento deixa de valer."},
    )


class ReplaceForm(RevokeForm):
    """Which later document takes its place."""

    by = forms.ChoiceField(label="Documento que vale agora")
    field_order = ("by", "reason")

    def __init__(self, *args: Any, successors: list[IssuedDocument], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(each.uid), f"{each.title} ({codes.spelled(each.code)})") for each in successors
        ]

"""A saved e-mail, and the request that is made of it."""

from typing import Any

from django import forms
from django.utils import timezone

from agreements.registry.models import IncomingMail, MailAttachment
from agreements.registry.rules import LARGEST_MAIL
from agreements.registry.web.forms import EmailRequestForm
from documents.forms import REQUIRED
from documents.rules import readable_size

NO_LETTER = "Escolha qual anexo é o ofício, ou envie o arquivo."


class MailForm(forms.Form):
    """The e-mail, as the mail program saved it."""

    file = forms.FileField(
        label="Mensagem salva (.eml)",
        help_text=f"De até {readable_size(LARGEST_MAIL)}. No programa de correio: salvar como.",
        widget=forms.FileInput(attrs={"accept": ".eml,message/rfc822"}),
        error_messages={"required": REQUIRED},
    )


class MailRequestForm(EmailRequestForm):
    """The request, with what the e-mail told filled in and the rest asked."""

    attachment = forms.ChoiceField(label="Qual anexo é o ofício", required=False)

    def __init__(
        self, posted: Any, files: Any, *, mail: IncomingMail, attachments: list[MailAttachment]
    ) -> None:
        super().__init__(posted, files, initial=initial_of(mail, letters_of(attachments)))
        self.fields["letter"].required = False
        self.fields["letter"].label = "Outro arquivo para o ofício"
        choices = [(str(each.uid), each.file.name) for each in letters_of(attachments)]
        chooser = self.fields["attachment"]
        chooser.choices = [("", "Nenhum"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "letter" not in self.errors and not (cleaned.get("letter") or cleaned.get("attachment")):
            self.add_error("letter", NO_LETTER)
        return cleaned

    def values(self) -> dict[str, Any]:
        return super().values() | {"attachment": self.cleaned_data["attachment"]}


def letters_of(attachments: list[MailAttachment]) -> list[MailAttachment]:
    """The attachments that may be the letter."""
    return [each for each in attachments if each.file.media_type == "application/pdf"]


def initial_of(mail: IncomingMail, letters: list[MailAttachment]) -> dict[str, Any]:
    """What was understood; everything may be corrected, and nothing else is supposed."""
    received = timezone.localtime(mail.received_at) if mail.received_at else None
    return {
        "received_at": f"{received:%Y-%m-%dT%H:%M}" if received else "",
        "sender": mail.sender,
        "subject": mail.subject,
        "message_id": mail.message_id,
        "focal_name": mail.sender_name,
        "focal_email": mail.sender,
        "justification": mail.body,
        "attachment": str(letters[0].uid) if len(letters) == 1 else "",
    }

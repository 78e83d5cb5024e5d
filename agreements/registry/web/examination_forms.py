"""What DCI asks and sets while it examines a request, and what the applicant answers."""

from typing import Any

from django import forms

from agreements.registry.deadlines import LONGEST, Basis, DeadlineUnit
from agreements.registry.models import Deadline, Meeting
from agreements.registry.rules import ANSWER, MINUTES, MeetingMode
from documents.forms import UploadField
from foundation.fields import TextLine
from ui.widgets import DateInput


def paragraph(label: str, **more: Any) -> forms.CharField:
    """A field for some sentences."""
    rows = more.pop("rows", 4)
    return forms.CharField(
        label=label,
        max_length=more.pop("max_length", 3000),
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


class DiligenceForm(forms.Form):
    """What the applicant is asked for, and until when."""

    text = paragraph(
        "O que falta",
        help_text="A organização lê este texto no e-mail e na página de acompanhamento.",
    )
    due_date = forms.DateField(
        label="Responder até",
        widget=DateInput,
        required=False,
        help_text="Em branco, vale o prazo registrado em Prazos.",
    )


class ScheduleForm(forms.Form):
    """When and where to meet."""

    scheduled_at = forms.DateTimeField(
        label="Dia e hora",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"],
    )
    mode = forms.ChoiceField(label="Modalidade", choices=MeetingMode.choices)
    place = TextLine(
        label="Endereço ou link", max_length=300, help_text="Vai no e-mail a quem fez o pedido."
    )
    participants = paragraph("Participantes", max_length=2000, rows=3)


class MeetingForm(forms.Form):
    """What was talked about, with the minutes."""

    held_date = forms.DateField(label="Data da reunião", widget=DateInput)
    mode = forms.ChoiceField(label="Modalidade", choices=MeetingMode.choices)
    participants = paragraph("Participantes", max_length=2000, rows=3)
    notes = paragraph("Anotações", max_length=5000, rows=5, required=False)
    minutes = UploadField(label="Ata assinada", purpose=MINUTES, required=False)

    @staticmethod
    def initial_of(meeting: Meeting | None) -> dict[str, Any]:
        """What was set before."""
        if meeting is None:
            return {}
        return {"mode": meeting.mode, "participants": meeting.participants}


class AnswerForm(forms.Form):
    """The applicant answers a diligence."""

    name = TextLine(label="Seu nome", max_length=200)
    text = paragraph("Resposta", max_length=5000)
    file = UploadField(label="Arquivo", purpose=ANSWER, required=False)


class WithdrawalForm(forms.Form):
    """The applicant gives up."""

    name = TextLine(label="Seu nome", max_length=200)
    reason = paragraph("Por que a organização desiste")
    is_sure = forms.BooleanField(
        label="Confirmo que a organização desiste deste pedido",
        error_messages={"required": "Marque para desistir do pedido."},
    )


class DeadlineForm(forms.Form):
    """How long a step may take, and why."""

    length = forms.IntegerField(label="Duração", min_value=1, max_value=LONGEST)
    unit = forms.ChoiceField(label="Contada em", choices=DeadlineUnit.choices)
    nature = forms.ChoiceField(label="Natureza", choices=Basis.choices)
    legal_basis = TextLine(label="Fundamento", max_length=300)
    reason = forms.CharField(
        label="Por que muda",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Fica no histórico do prazo.",
    )

    @classmethod
    def initial_of(cls, deadline: Deadline) -> dict[str, Any]:
        """As it is kept."""
        return {name: getattr(deadline, name, "") for name in cls.base_fields}

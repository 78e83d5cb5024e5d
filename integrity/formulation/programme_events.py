"""What can happen to the programme of a plan; all of it is told of the plan."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


class ProgrammeSaved(Event):
    """A part of the programme was written or corrected."""

    name: ClassVar[str] = "formulation.programme_saved"
    title: ClassVar[str] = "Programa de integridade gravado"


class DiagnosisNoted(Event):
    """The head of the organ took note of the diagnosis, and agreed with it or did not."""

    name: ClassVar[str] = "formulation.diagnosis_noted"
    title: ClassVar[str] = "Ciência do diagnóstico pela alta administração"


class ValidationSaved(Event):
    """The validation was registered, for the first time."""

    name: ClassVar[str] = "formulation.validation_saved"
    title: ClassVar[str] = "Validação geral registrada"


class ValidationCorrected(Event):
    """What was registered of the validation changed."""

    name: ClassVar[str] = "formulation.validation_corrected"
    title: ClassVar[str] = "Validação geral alterada"


@dataclass(frozen=True, kw_only=True)
class GuestInvited(Event):
    """Somebody is asked to read the draft and to comment on it."""

    name: ClassVar[str] = "formulation.guest_invited"
    title: ClassVar[str] = "Parte interessada convidada"

    invitation_uid: UUID


class InvitationWithdrawn(Event):
    """A link of the validation opens no more."""

    name: ClassVar[str] = "formulation.invitation_withdrawn"
    title: ClassVar[str] = "Convite da validação retirado"


class CommentSent(Event):
    """A guest said something of the draft."""

    name: ClassVar[str] = "formulation.comment_sent"
    title: ClassVar[str] = "Contribuição recebida na validação"


@dataclass(frozen=True, kw_only=True)
class CommentAnswered(Event):
    """What was done with a comment is said, or said better."""

    name: ClassVar[str] = "formulation.comment_answered"
    title: ClassVar[str] = "Contribuição respondida"

    invitation_uid: UUID

"""What can happen to the programme of a plan; all of it is told of the plan."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class ProgrammeSaved(Event):
    """A part of the programme was written or corrected."""

    name: ClassVar[str] = "formulation.programme_saved"
    title: ClassVar[str] = "Programa de integridade gravado"


@dataclass(frozen=True, kw_only=True)
class DiagnosisNoted(Event):
    """The head of the organ took note of the diagnosis, and agreed with it or did not."""

    name: ClassVar[str] = "formulation.diagnosis_noted"
    title: ClassVar[str] = "Ciência do diagnóstico pela alta administração"

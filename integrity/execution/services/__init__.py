"""The verbs of execution."""

from integrity.execution.services.classification import classify_action
from integrity.execution.services.evidence import add_evidence, remove_evidence
from integrity.execution.services.progress import discontinue_action, record_progress
from integrity.execution.services.responsibility import (
    assign_responsible,
    end_involvement,
    involve_person,
)
from integrity.execution.services.units import change_units

__all__ = [
    "add_evidence",
    "assign_responsible",
    "change_units",
    "classify_action",
    "discontinue_action",
    "end_involvement",
    "involve_person",
    "record_progress",
    "remove_evidence",
]

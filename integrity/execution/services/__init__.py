"""The verbs of execution."""

from integrity.execution.services.classification import classify_action
from integrity.execution.services.evidence import add_evidence, remove_evidence
from integrity.execution.services.progress import discontinue_action, record_progress
from integrity.execution.services.responsibility import assign_responsible

__all__ = [
    "add_evidence",
    "assign_responsible",
    "classify_action",
    "discontinue_action",
    "record_progress",
    "remove_evidence",
]

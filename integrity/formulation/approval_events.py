"""What can happen between the draft of a plan and its publication; told of the plan."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(Event):
    """The commission sent the plan: internal control, or the head, has something to do."""

    name: ClassVar[str] = "formulation.plan_submitted"
    title: ClassVar[str] = "Plano enviado para análise"

    submission_uid: UUID


@dataclass(frozen=True, kw_only=True)
class PlanRecalled(Event):
    """The commission took the plan back before it was decided."""

    name: ClassVar[str] = "formulation.plan_recalled"
    title: ClassVar[str] = "Elaboração do plano retomada"

    submission_uid: UUID


@dataclass(frozen=True, kw_only=True)
class OpinionGiven(Event):
    """Internal control gave its opinion on the plan."""

    name: ClassVar[str] = "formulation.opinion_given"
    title: ClassVar[str] = "Parecer do controle interno dado"

    submission_uid: UUID


@dataclass(frozen=True, kw_only=True)
class PlanApproved(Event):
    """The head approved the plan: it may be published, as it was sent."""

    name: ClassVar[str] = "formulation.plan_approved"
    title: ClassVar[str] = "Plano aprovado"

    submission_uid: UUID


@dataclass(frozen=True, kw_only=True)
class PlanReturned(Event):
    """The head returned the plan, with what must change."""

    name: ClassVar[str] = "formulation.plan_returned"
    title: ClassVar[str] = "Plano devolvido"

    submission_uid: UUID


class ApprovalPolicySet(Event):
    """What is asked of a plan before its publication was changed."""

    name: ClassVar[str] = "formulation.approval_policy_set"
    title: ClassVar[str] = "Regras de aprovação dos planos alteradas"

"""States of a plan, of its approval, its actions and its revisions, and the verbs between."""

from django.db.models import TextChoices

from foundation.flow import Flow, step


class PlanState(TextChoices):
    """Where the plan of an organ is on its road."""

    NOT_STARTED = "not_started", "Não iniciado"
    DRAFTING = "drafting", "Em elaboração"
    SUBMITTED = "submitted", "Em análise"
    APPROVED = "approved", "Aprovado"
    PUBLISHED = "published", "Publicado"
    SUPERSEDED = "superseded", "Substituído"


PLAN_FLOW: Flow[PlanState] = Flow(
    {
        "draft": step(PlanState.NOT_STARTED, PlanState.DRAFTING, "Elaborar o plano"),
        "submit": step(PlanState.DRAFTING, PlanState.SUBMITTED, "Enviar o plano para análise"),
        "approve": step(PlanState.SUBMITTED, PlanState.APPROVED, "Aprovar o plano"),
        "return": step(
            (PlanState.SUBMITTED, PlanState.APPROVED), PlanState.DRAFTING, "Devolver o plano"
        ),
        "publish": step(PlanState.APPROVED, PlanState.PUBLISHED, "Publicar o plano"),
        "supersede": step(PlanState.PUBLISHED, PlanState.SUPERSEDED, "Substituir o plano"),
    }
)
OPEN_STATES = (PlanState.NOT_STARTED, PlanState.DRAFTING)  # its content is written
NEXT_STATES = (*OPEN_STATES, PlanState.SUBMITTED, PlanState.APPROVED)  # not in force yet


class SubmissionState(TextChoices):
    """Where a plan stands that was sent to be approved."""

    OPINION = "opinion", "Aguardando parecer"
    DECISION = "decision", "Aguardando aprovação"
    APPROVED = "approved", "Aprovado"
    RETURNED = "returned", "Devolvido"
    RECALLED = "recalled", "Retomado por quem elabora"


SUBMISSION_FLOW: Flow[SubmissionState] = Flow(
    {
        "opine": step(SubmissionState.OPINION, SubmissionState.DECISION, "Dar o parecer"),
        "approve": step(SubmissionState.DECISION, SubmissionState.APPROVED, "Aprovar o plano"),
        "return": step(
            (SubmissionState.DECISION, SubmissionState.APPROVED),
            SubmissionState.RETURNED,
            "Devolver o plano",
        ),
        "recall": step(
            (SubmissionState.OPINION, SubmissionState.DECISION),
            SubmissionState.RECALLED,
            "Retomar a elaboração",
        ),
    }
)
CURRENT_SUBMISSIONS = (
    SubmissionState.OPINION,
    SubmissionState.DECISION,
    SubmissionState.APPROVED,
)


class Opinion(TextChoices):
    """What internal control thinks of a plan."""

    ADEQUATE = "adequate", "Adequado"
    WITH_RESERVATIONS = "with_reservations", "Adequado com ressalvas"
    INADEQUATE = "inadequate", "Inadequado"


class ActionStatus(TextChoices):
    """How far an action of a plan has come; being late is derived, never stored."""

    NOT_STARTED = "not_started", "Não iniciada"
    IN_PROGRESS = "in_progress", "Em andamento"
    COMPLETED = "completed", "Concluída"
    DISCONTINUED = "discontinued", "Descontinuada"


ACTION_FLOW: Flow[ActionStatus] = Flow(
    {
        "start": step(ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS, "Iniciar a ação"),
        "complete": step(ActionStatus.IN_PROGRESS, ActionStatus.COMPLETED, "Concluir a ação"),
        "discontinue": step(
            (ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS),
            ActionStatus.DISCONTINUED,
            "Descontinuar a ação",
        ),
        "reopen": step(
            (ActionStatus.COMPLETED, ActionStatus.DISCONTINUED),
            ActionStatus.IN_PROGRESS,
            "Reabrir a ação",
        ),
    }
)


class RevisionKind(TextChoices):
    """What is asked for: a change of the same plan, or a plan from nothing."""

    NEW_VERSION = "new_version", "Nova versão"
    NEW_EDITION = "new_edition", "Nova edição"


class RevisionState(TextChoices):
    """Where a request to revise a plan in force is on its road."""

    PENDING = "pending", "Aguardando decisão"
    APPROVED = "approved", "Autorizado"
    REJECTED = "rejected", "Recusado"
    WITHDRAWN = "withdrawn", "Retirado"


REVISION_FLOW: Flow[RevisionState] = Flow(
    {
        "approve": step(RevisionState.PENDING, RevisionState.APPROVED, "Autorizar o pedido"),
        "reject": step(RevisionState.PENDING, RevisionState.REJECTED, "Recusar o pedido"),
        "withdraw": step(RevisionState.PENDING, RevisionState.WITHDRAWN, "Retirar o pedido"),
    }
)

"""States of a plan, of its actions and of requests to revise it, and the verbs between them."""

from django.db.models import TextChoices

from foundation.flow import Flow, step


class PlanState(TextChoices):
    """Where the plan of an organ is on its road."""

    NOT_STARTED = "not_started", "Não iniciado"
    DRAFTING = "drafting", "Em elaboração"
    PUBLISHED = "published", "Publicado"
    SUPERSEDED = "superseded", "Substituído"


PLAN_FLOW: Flow[PlanState] = Flow(
    {
        "draft": step(PlanState.NOT_STARTED, PlanState.DRAFTING, "Elaborar o plano"),
        "publish": step(PlanState.DRAFTING, PlanState.PUBLISHED, "Publicar o plano"),
        "supersede": step(PlanState.PUBLISHED, PlanState.SUPERSEDED, "Substituir o plano"),
    }
)
OPEN_STATES = (PlanState.NOT_STARTED, PlanState.DRAFTING)


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

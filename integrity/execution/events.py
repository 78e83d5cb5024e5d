"""What can happen while an action is carried out."""

from events.registry import Event


class ActionClassified(Event):
    name = "execution.action_classified"
    title = "Ação classificada"


class ResponsibleAssigned(Event):
    name = "execution.responsible_assigned"
    title = "Responsável definido"


class PersonInvolved(Event):
    name = "execution.person_involved"
    title = "Pessoa envolvida na ação"


class InvolvementEnded(Event):
    name = "execution.involvement_ended"
    title = "Pessoa retirada da ação"


class UnitsChanged(Event):
    name = "execution.units_changed"
    title = "Unidades da ação alteradas"


class ProgressRecorded(Event):
    name = "execution.progress_recorded"
    title = "Andamento registrado"


class ActionDiscontinued(Event):
    name = "execution.action_discontinued"
    title = "Ação descontinuada"


class EvidenceAdded(Event):
    name = "execution.evidence_added"
    title = "Evidência incluída"


class EvidenceRemoved(Event):
    name = "execution.evidence_removed"
    title = "Evidência retirada"

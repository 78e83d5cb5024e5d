"""What can happen to requests, agreements and signatures."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from events.registry import Event


class RequestReceived(Event):
    name: ClassVar[str] = "registry.request.received"
    title: ClassVar[str] = "Pedido recebido"


class RequestForwarded(Event):
    name: ClassVar[str] = "registry.request.forwarded"
    title: ClassVar[str] = "Pedido encaminhado à DCI"


class MeetingRecorded(Event):
    name: ClassVar[str] = "registry.request.meeting_recorded"
    title: ClassVar[str] = "Reunião registrada"


class RequestAdmitted(Event):
    name: ClassVar[str] = "registry.request.admitted"
    title: ClassVar[str] = "Pedido admitido"


class RequestRefused(Event):
    name: ClassVar[str] = "registry.request.refused"
    title: ClassVar[str] = "Pedido indeferido"


class AgreementOpened(Event):
    name: ClassVar[str] = "registry.agreement.opened"
    title: ClassVar[str] = "Acordo aberto em minuta"


class TermsChanged(Event):
    name: ClassVar[str] = "registry.agreement.terms_changed"
    title: ClassVar[str] = "Condições do acordo alteradas"


class SpeciesChanged(Event):
    name: ClassVar[str] = "registry.agreement.species_changed"
    title: ClassVar[str] = "Instrumento mudado"


class AgreementSentForSignature(Event):
    name: ClassVar[str] = "registry.agreement.sent_for_signature"
    title: ClassVar[str] = "Textos enviados para assinatura"


class AgreementReturnedToDraft(Event):
    name: ClassVar[str] = "registry.agreement.returned_to_draft"
    title: ClassVar[str] = "Textos devolvidos à minuta"


class SignatureRecorded(Event):
    name: ClassVar[str] = "registry.agreement.signature_recorded"
    title: ClassVar[str] = "Assinatura registrada"


class AgreementSigned(Event):
    name: ClassVar[str] = "registry.agreement.signed"
    title: ClassVar[str] = "Acordo assinado por todos"


@dataclass(frozen=True, kw_only=True)
class AgreementPublished(Event):
    """The extract came out in the state gazette: the agreement is in force."""

    name: ClassVar[str] = "registry.agreement.published"
    title: ClassVar[str] = "Acordo publicado"

    gazette_date: date


class TermExtended(Event):
    name: ClassVar[str] = "registry.agreement.extended"
    title: ClassVar[str] = "Vigência prorrogada"


class HeadReplaced(Event):
    name: ClassVar[str] = "registry.agreement.head_replaced"
    title: ClassVar[str] = "Mudou quem dirige o partícipe"


class AgreementEnded(Event):
    name: ClassVar[str] = "registry.agreement.ended"
    title: ClassVar[str] = "Acordo encerrado"


class DiligenceAsked(Event):
    name: ClassVar[str] = "registry.request.diligence_asked"
    title: ClassVar[str] = "Diligência pedida"


class DiligenceReminded(Event):
    name: ClassVar[str] = "registry.request.diligence_reminded"
    title: ClassVar[str] = "Diligência lembrada"


class DiligenceAnswered(Event):
    name: ClassVar[str] = "registry.request.diligence_answered"
    title: ClassVar[str] = "Diligência respondida"


class MeetingScheduled(Event):
    name: ClassVar[str] = "registry.request.meeting_scheduled"
    title: ClassVar[str] = "Reunião marcada"


class RequestWithdrawn(Event):
    name: ClassVar[str] = "registry.request.withdrawn"
    title: ClassVar[str] = "Desistência do pedido"


class RequestArchived(Event):
    name: ClassVar[str] = "registry.request.archived"
    title: ClassVar[str] = "Pedido arquivado por falta de resposta"


class DeadlineChanged(Event):
    name: ClassVar[str] = "registry.deadline.changed"
    title: ClassVar[str] = "Prazo alterado"


class MailRead(Event):
    name: ClassVar[str] = "registry.mail.read"
    title: ClassVar[str] = "Mensagem lida"


class MailDiscarded(Event):
    name: ClassVar[str] = "registry.mail.discarded"
    title: ClassVar[str] = "Mensagem descartada"


class ChangeProposed(Event):
    name: ClassVar[str] = "registry.own_data.proposed"
    title: ClassVar[str] = "Alteração de dados proposta"


class ChangeAccepted(Event):
    name: ClassVar[str] = "registry.own_data.accepted"
    title: ClassVar[str] = "Alteração de dados aceita"


class ChangeRefused(Event):
    name: ClassVar[str] = "registry.own_data.refused"
    title: ClassVar[str] = "Alteração de dados recusada"


class ChangeJudged(Event):
    name: ClassVar[str] = "registry.own_data.judged"
    title: ClassVar[str] = "Alteração de dados apreciada pela CGE-MG"


class StepHeld(Event):
    name: ClassVar[str] = "registry.agreement.step_held"
    title: ClassVar[str] = "Etapa do acordo suspensa"


class StepReleased(Event):
    name: ClassVar[str] = "registry.hold.released"
    title: ClassVar[str] = "Etapa do acordo retomada"


class HoldTold(Event):
    """At the organisation: a step of its agreement waits, or goes on."""

    name: ClassVar[str] = "registry.agreement.hold_told"
    title: ClassVar[str] = "Etapa do acordo suspensa ou retomada pela CGE-MG"


class OpenedByAct(Event):
    name: ClassVar[str] = "registry.organisation.opened_by_act"
    title: ClassVar[str] = "Organização aberta por ato da direção da DCI"


class LegacyImported(Event):
    name: ClassVar[str] = "registry.legacy.imported"
    title: ClassVar[str] = "Acordo anterior importado"


class LegacyChanged(Event):
    name: ClassVar[str] = "registry.legacy.changed"
    title: ClassVar[str] = "Acordo anterior alterado por importação"

"""What is said of the actions afterwards: evidence, risks, recommendations, reports."""

from dataclasses import dataclass
from datetime import timedelta

from access.rules import Actor
from agreements.improvements import queries as improvement_queries
from agreements.improvements import services as improvements
from agreements.improvements.rules import Kind, Licence, Module
from config.demo.mark import DOMAIN
from config.demo.stories import Telling
from integrity.evaluation.services import issue_report
from integrity.evaluation.services import recommend as recommend_as_control
from integrity.execution.services.evidence import add_evidence
from integrity.formulation.models import Action, Plan
from integrity.formulation.rules.flows import RevisionKind
from integrity.formulation.services.revisions import approve_revision, request_revision
from integrity.monitoring.rules import Risk
from integrity.monitoring.services import answer_recommendation, assess_risk, recommend

RISKS = (
    ("1.3", Risk.LOW, "As reuniões têm calendário e quem as convoque."),
    ("2.1", Risk.MEDIUM, "A consulta interna pode estender o prazo."),
    ("3.3", Risk.HIGH, "O prazo venceu e o ajuste no sistema não tem data."),
    ("4.2", Risk.EXTREME, "A ação não começou e não há equipe designada."),
    ("4.4", Risk.HIGH, "Não há registro de conferência nos últimos meses."),
)
RECOMMENDED = (
    (
        "4.1",
        "Ouvir também quem fiscaliza os contratos antes de fechar a matriz de riscos.",
        "Acolhida. As entrevistas com os fiscais foram marcadas para as próximas duas semanas.",
    ),
    ("3.3", "Acordar com a área de sistemas uma data para o ajuste e registrá-la aqui.", ""),
)
BY_CONTROL = (
    (
        "2.2",
        "Guardar a lista de presença de cada turma como evidência da capacitação.",
        "As listas das duas turmas serão digitalizadas e anexadas.",
    ),
    ("4.4", "Retomar a conferência mensal e explicar o período sem registro.", ""),
)
ASKED = (
    "A reforma administrativa criou a Secretaria de Transparência: três ações mudam de unidade e"
    " uma perdeu o sentido."
)
YEAR = {
    "summary": "No primeiro ano o município elaborou e publicou o seu plano de integridade, treinou"
    " as equipes e passou a acompanhar as ações no sistema, em reuniões mensais.",
    "difficulties": "A troca de servidores nas secretarias exigiu repetir a capacitação.",
    "organs_using": 1,
    "plans_published": 1,
    "people_using": 9,
}
IMPROVEMENT = {
    "title": "Aviso aos responsáveis quinze dias antes do prazo da ação",
    "reason": "As secretarias só percebiam o prazo depois de vencido. O aviso antecipado deu tempo"
    " de pedir ajuda.",
    "module": Module.EXECUTION,
    "kind": Kind.FEATURE,
    "link": f"https://codigo.{DOMAIN}/abaete/aviso-de-prazo",
    "licence": Licence.AGREEMENT,
}


@dataclass
class Followup:
    """Those who watch over a plan in force."""

    telling: Telling
    commission: Actor
    control: Actor

    def prove(self) -> None:
        """A file for one action, a link for another."""
        days, papers = self.telling.team.scene.days, self.telling.team.scene.papers
        committee, portal = _action("1.1"), _action("3.1")
        add_evidence(
            actor=self.telling.executor_of(committee),
            uid=committee.uid,
            description="Decreto que institui o comitê",
            upload=papers.pdf("decreto-do-comite.pdf", "Decreto municipal"),
            at=days.at(184),
        )
        add_evidence(
            actor=self.telling.executor_of(portal),
            uid=portal.uid,
            description="Página de dados abertos",
            link=f"https://transparencia.{DOMAIN}/dados",
            at=days.at(8),
        )

    def watch(self, ago: int) -> None:
        """The commission assesses risks and recommends; internal control does too."""
        days = self.telling.team.scene.days
        at = days.at(ago)
        for number, level, reason in RISKS:
            uid = _action(number).uid
            assess_risk(actor=self.commission, uid=uid, level=level, reason=reason, at=at)
        for verb, actor, said in (
            (recommend, self.commission, RECOMMENDED),
            (recommend_as_control, self.control, BY_CONTROL),
        ):
            for number, text, answer in said:
                action = _action(number)
                made = verb(actor=actor, uid=action.uid, text=text, at=at + timedelta(hours=1))
                if answer:
                    answer_recommendation(
                        actor=self.telling.executor_of(action),
                        uid=made.uid,
                        answer=answer,
                        at=days.at(ago - 4, 11),
                    )

    def report(self, plan: Plan, ago: int) -> None:
        """The monitoring report, as a PDF."""
        days = self.telling.team.scene.days
        at, today = days.at(ago), days.day(ago)
        issue_report(actor=self.control, plan_uid=plan.uid, at=at, today=today)

    def revise(self, plan: Plan, ago: int) -> None:
        """A new version of the plan is asked for and let: it is in draft, the plan in force."""
        days = self.telling.team.scene.days
        asked = request_revision(
            actor=self.commission,
            plan_uid=plan.uid,
            kind=RevisionKind.NEW_VERSION,
            reason=ASKED,
            at=days.at(ago),
        )
        approve_revision(actor=self.control, uid=asked.uid, at=days.at(ago - 2))


def _action(number: str) -> Action:
    return Action.objects.select_related("executing_unit").get(number=number)


def send_annual_report(head: Actor, telling: Telling, ago: int) -> None:
    """The report of the first year of the agreement, with one improvement of the code."""
    days = telling.team.scene.days
    report = improvement_queries.reports(head).get(cycle=1, side="partner")
    at = days.at(ago)
    improvements.save_report(
        actor=head, uid=report.uid, revision=report.revision, values=YEAR, at=at
    )
    improvements.add_improvement(actor=head, uid=report.uid, values=IMPROVEMENT, at=at)
    improvements.send_report(actor=head, uid=report.uid, at=days.at(ago, 16))

"""Inside the town: structure and people, plan, execution, monitoring, evaluation."""

from pathlib import Path

from documents.workbook import write_xlsx
from tests.journeys.agreement_road import day, pdf
from tests.journeys.people import Traveller, Travellers

SHEETS = {
    "Eixos": [["Título", "Descrição"], ["Transparência", "Dados ao alcance de todos."]],
    "Subeixos": [["Eixo", "Título", "Descrição"], ["Transparência", "Portal", "O portal."]],
    "Ações": [
        [
            "Eixo",
            "Subeixo",
            "Número",
            "Título",
            "Descrição",
            "Unidade executora",
            "Objetivos",
            "Benefícios",
            "Unidades de apoio",
        ],
        ["Transparência", "Portal", 1, "Publicar as diárias", "", "Controladoria", "Abrir", "", ""],
        ["Transparência", "", 2, "Publicar os contratos", "", "Controladoria", "", "Ver", ""],
        ["Transparência", "", 3, "Ouvir a população", "", "????", "Ouvir", "", ""],
    ],
}


class PlanRoad:
    """Steps 6 to 9, by the people whom the first administrator invites."""

    def __init__(self, travellers: Travellers, folder: Path) -> None:
        self.travellers = travellers
        self.folder = folder
        self.town = ""

    def arrival(self) -> Traveller:
        """The first administrator comes in by the link of the birth."""
        administrator = self.travellers.person("Fátima Focal")
        self.town = administrator.accept_invitation("fatima@abaete.test")
        administrator.sign_in(self.town, "fatima@abaete.test")
        administrator.go(self.town + "/estrutura/")
        administrator.press("Nova unidade")
        administrator.fill(name="Controladoria", acronym="CGM")
        administrator.press("Salvar")
        return administrator

    def invite(self, host: Traveller, name: str, profile: str, unit: str = "") -> Traveller:
        """Somebody is invited by the administrator, chooses a password and signs in."""
        email = f"{profile}@abaete.test"
        host.go(self.town + "/pessoas/convidar/")
        host.fill(name=name, email=email, profile=profile)
        if unit:
            host.fill(unit=unit)
        host.press("Convidar")
        found = self.travellers.person(name)
        found.accept_invitation(email)
        found.sign_in(self.town, email)
        return found

    def formulation(
        self, drafter: Traveller, control: Traveller, head: Traveller, publisher: Traveller
    ) -> None:
        """6. Commission, imported plan, its approval, publication by who did not write it."""
        drafter.go(self.town + "/planos/")
        drafter.press("Iniciar plano")
        drafter.fill(title="Plano de Integridade de Abaeté")
        drafter.press("Iniciar plano")
        plan = drafter.page.url
        self.adhesion(head)
        drafter.press("Continuar")
        drafter.fill(
            is_formal="sim",
            act_name="Portaria 12/2026",
            published_date=day(-30),
            term_days="120",
            act_url="https://abaete.exemplo.test/portaria-12",
            **{"membro-0-name": "Fátima Formuladora"},
        )
        drafter.tick("membro-0-is_coordinator")
        drafter.press("Gravar comissão")
        self.programme(drafter)
        sheet = self.folder / "plano.xlsx"
        sheet.write_bytes(write_xlsx(SHEETS))
        drafter.go(plan + "importar/")
        drafter.fill(file=str(sheet))
        drafter.press("Conferir planilha")
        drafter.reads("????")
        drafter.press("Confirmar importação")
        drafter.go(plan + "conteudo/")
        drafter.follow("Ouvir a população")
        drafter.press("Editar")
        drafter.fill(executing_unit="Controladoria")
        drafter.press("Salvar")
        drafter.go(plan + "validacao/")
        drafter.press("Registrar a validação")
        drafter.fill(validation_start=day(-5), validation_end=day(0))
        drafter.tick("stakeholders")
        drafter.press("Gravar")
        self.approval(drafter, control, head, plan)
        self.publication(publisher, plan, "Decreto 45/2026")

    def adhesion(self, head: Traveller) -> None:
        """The head finds it on the first page, and adheres in person."""
        head.go(self.town + "/")
        head.press("Continuar")
        head.press("Declarar a adesão")
        head.fill(post="Prefeita Municipal")
        head.press("Declaro a adesão")
        head.reads("Adesão declarada")

    def programme(self, drafter: Traveller) -> None:
        """The three parts of the programme; a browser closed in the middle loses nothing."""
        drafter.press("Continuar")
        texts = ("mission", "vision", "organic_structure", "competences", "duties")
        drafter.fill(**{name: f"Sobre {name}." for name in texts})
        drafter.waits_for("Rascunho guardado")
        drafter.close_and_come_back()
        drafter.reads("Recuperamos o que você não gravou")
        drafter.press("Gravar")
        drafter.tick("instruments")
        drafter.fill(findings="Faltam prazos de resposta.")
        drafter.press("Gravar")
        drafter.tick("thematic_axes")
        texts = ("integrity_vision", "objectives", "governance")
        texts += ("monitoring_period", "evaluation_period", "update_period")
        texts += ("communication_plan", "training_plan")
        drafter.fill(**{name: f"Sobre {name}." for name in texts})
        drafter.press("Gravar")
        drafter.reads("Sobre training_plan.")

    def approval(self, drafter: Traveller, control: Traveller, head: Traveller, plan: str) -> None:
        """Sent by who wrote it, with the opinion of internal control, approved by the head."""
        drafter.go(plan)
        drafter.press("Continuar")
        drafter.press("Enviar o plano")
        drafter.reads("Aguardando parecer")
        control.go(self.town + "/")
        control.press("Ler e dar parecer")
        control.press("Dar parecer")
        control.tick("opinion", "adequate")
        control.fill(text="O plano atende à lei.")
        control.press("Dar o parecer")
        head.go(self.town + "/")
        head.press("Ler e decidir")
        head.press("Aprovar")
        head.press("Aprovar o plano")
        head.reads("Plano aprovado")

    def publication(self, publisher: Traveller, plan: str, act: str) -> None:
        """The last step of a plan, by the act of that name."""
        publisher.go(plan + "publicacao/")
        publisher.fill(
            published_date=day(0),
            act_name=act,
            act_url="https://abaete.exemplo.test/decreto",
            had_launch="nao",
            no_launch_reason="Será feito no mês que vem.",
            is_on_site="sim",
            site_url="https://abaete.exemplo.test/integridade",
            source="gerar",
        )
        for name in ("knows_content", "knows_closing"):
            publisher.tick(name)
        publisher.press("Publicar o plano")
        publisher.reads("Publicado")

    def execution(self, executor: Traveller) -> None:
        """7. One action is classified, has somebody who answers for it, moves on, with proof."""
        executor.go(self.town + "/execucao/")
        executor.follow("Publicar as diárias")
        executor.tick("kind", "one_off")
        executor.tick("types")
        executor.fill(planned_start=day(-10), planned_end=day(60))
        executor.press("Salvar classificação")
        executor.fill(new_name="Rui Responsável", new_registration="12345")
        executor.fill(new_unit="Controladoria")
        executor.press("Salvar responsável")
        executor.fill(
            recorded_date=day(0),
            percent="40",
            narrative="Metade das diárias já está no portal.",
            actual_start=day(-5),
        )
        executor.press("Registrar andamento")
        executor.fill(description="Página publicada", upload=pdf(self.folder, "evidencia"))
        executor.press("Incluir evidência")
        executor.reads("evidencia.pdf")

    def monitoring(self, monitor: Traveller, executor: Traveller) -> None:
        """8. The board, a risk, a recommendation, and the answer of who executes."""
        monitor.go(self.town + "/monitoramento/")
        monitor.reads("Em andamento")
        monitor.press("Ver todas as ações")
        monitor.follow("Publicar as diárias")
        monitor.fill(level="high", reason="Falta gente.")
        monitor.press("Registrar risco")
        monitor.fill(text="Publiquem também as diárias de anos anteriores.")
        monitor.press("Recomendar")
        executor.go(self.town + "/execucao/")
        executor.follow("Publicar as diárias")
        executor.press("Responder")
        executor.fill(answer="Publicaremos até o fim do mês.")
        executor.press("Responder")
        executor.reads("Publicaremos até o fim do mês.")

    def evaluation(self, control: Traveller) -> None:
        """9. Internal control recommends and issues the report."""
        control.go(self.town + "/avaliacao/")
        control.follow("Publicar os contratos")
        control.fill(text="Classifiquem a ação e definam prazo.")
        control.press("Recomendar")
        control.go(self.town + "/avaliacao/relatorios/")
        control.press("Emitir relatório")
        control.reads("SHA-256")

    def drafter_again(self, host: Traveller, drafter: Traveller) -> None:
        """The role ended with the publication: it is granted anew to the same account."""
        email = "formulation@abaete.test"
        host.go(self.town + "/pessoas/convidar/")
        host.fill(name=drafter.name, email=email, profile="formulation")
        host.press("Convidar")
        drafter.sign_in(self.town, email)

    def revision(
        self,
        monitor: Traveller,
        control: Traveller,
        drafter: Traveller,
        executor: Traveller,
        head: Traveller,
    ) -> None:
        """10. A new version: asked for, let, changed, published; what was under way goes on."""
        monitor.go(self.town + "/monitoramento/")
        monitor.press("Pedir atualização")
        monitor.tick("kind", "new_version")
        monitor.fill(reason="A lei mudou em março.")
        monitor.tick("is_sure")
        monitor.press("Enviar pedido")
        monitor.reads("Aguardando decisão")
        control.go(self.town + "/")
        control.reads("Pedido de atualização do plano aguarda decisão")
        control.press("Decidir")
        control.press("Autorizar")
        control.press("Autorizar")
        control.press("Plano de Integridade de Abaeté, 1ª edição, revisão 1")
        plan = control.page.url
        self.drafter_again(control, drafter)
        drafter.go(plan + "conteudo/")
        drafter.follow("Ouvir a população")
        drafter.press("Editar")
        drafter.fill(title="Ouvir a população e os servidores")
        drafter.press("Salvar")
        self.approval(drafter, control, head, plan)
        self.publication(control, plan, "Decreto 46/2026")
        control.reads("Publicado")
        executor.go(self.town + "/execucao/")
        executor.reads("Ouvir a população e os servidores")
        executor.follow("Publicar as diárias")
        executor.reads("Metade das diárias já está no portal.")
        executor.reads("Publicaremos até o fim do mês.")
        executor.go(self.town + "/planos/")
        executor.press("Versões anteriores")
        executor.press("1ª edição")
        executor.reads("como foi publicado")

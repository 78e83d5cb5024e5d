"""Between a town and CGE-MG: request, signatures, publication, delivery, yearly report."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import typst
from django.utils import timezone
from django.utils.text import slugify

from access.rules import Profile
from tests.journeys.people import PASSWORD, Traveller, Travellers

REQUEST = {
    "nature": "municipality_mg",
    "municipality": "Abaeté (MG)",
    "cnpj": "12.ABC.345/01DE-35",
    "email": "prefeitura@abaete.test",
    "head_name": "Percival Prefeito",
    "head_post": "Prefeito Municipal",
    "head_act": "Termo de posse de 1º de janeiro de 2025",
    "mandate_start": "2025-01-01",
    "mandate_end": "2028-12-31",
    "focal_name": "Fátima Focal",
    "focal_email": "fatima@abaete.test",
    "focal_phone": "(37) 3541-0000",
    "focal_post": "Controladora Interna",
    "technical_name": "Tomé Técnico",
    "technical_email": "tome@abaete.test",
    "justification": "Queremos elaborar e acompanhar o plano de integridade do município.",
}


def day(offset: int) -> str:
    """A day counted from today, as a date field wants it."""
    return (timezone.localdate() + timedelta(days=offset)).isoformat()


def code(folder: Path) -> Path:
    """A package of code to hand out."""
    path = folder / "sispmpi-2.4.1.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("sispmpi/LEIA-ME.txt", "SisPMPI")
    return path


def pdf(folder: Path, name: str) -> str:
    """A small real PDF to send."""
    path = folder / f"{name}.pdf"
    path.write_bytes(typst.compile(f"= {name}".encode()))
    return str(path)


def mail_of(name: str) -> str:
    """The address of a person of CGE-MG: journeys share one installation, each has its people."""
    return f"{slugify(name)}@cge.test"


def of_the_centre(travellers: Travellers, profile: Profile, name: str) -> Traveller:
    """A person of CGE-MG, invited by the command and signed in."""
    email = mail_of(name)
    link = travellers.services.command("invite", email, profile.value, *name.split()).split()[-1]
    found = travellers.person(name)
    found.go(link)
    found.fill(password=PASSWORD, again=PASSWORD, registration_number="1234-5")
    found.press("Criar senha")
    found.sign_in(travellers.services.url("cge"), email)
    return found


class AgreementRoad:
    """Steps 1 to 5 and 10: between a town and CGE-MG."""

    def __init__(self, travellers: Travellers, folder: Path) -> None:
        self.travellers = travellers
        self.services = travellers.services
        self.folder = folder
        self.centre = self.services.url("cge")
        self.agreement = ""
        self.town = ""
        self.director: Traveller

    def request(self) -> None:
        """1. The town asks, and follows its request."""
        clerk = self.travellers.person("Clara do Protocolo", width=360)
        clerk.go(self.services.url() + "/")
        clerk.go(self.services.url() + "/solicitar/")
        clerk.fill(**REQUEST, letter=pdf(self.folder, "oficio"))
        clerk.press("Enviar pedido")
        clerk.reads("Protocolo")
        clerk.go(clerk.link_in_mail("fatima@abaete.test", "/acompanhar/"))
        clerk.reads("O Gabinete vai encaminhar o pedido à DCI")

    def triage(self) -> None:
        """2. Cabinet forwards; DCI meets, admits and drafts."""
        cabinet = of_the_centre(self.travellers, Profile.CABINET, "Gabriela do Gabinete")
        cabinet.go(self.centre + "/pedidos/")
        cabinet.follow(f"{timezone.localdate().year}.")
        cabinet.press("Encaminhar à DCI")
        cabinet.fill(sei_number="1520.01.0000123/2026-78")
        cabinet.press("Encaminhar")
        cabinet.reads("Pedido encaminhado à DCI")
        director = of_the_centre(self.travellers, Profile.DCI_DIRECTOR, "Dirce da DCI")
        director.go(self.centre + "/pedidos/")
        director.follow(f"{timezone.localdate().year}.")
        director.press("Registrar reunião")
        director.fill(held_date=day(-1), participants="Dirce; Fátima", notes="Dúvidas resolvidas.")
        director.press("Registrar")
        director.press("Admitir")
        director.press("Admitir")
        self.agreement = director.page.url
        director.press("Gerar minutas")
        director.press("Registrar parecer jurídico")
        director.fill(
            kind="referential",
            number="1/2025",
            opinion_date=day(-1),
            file=pdf(self.folder, "parecer"),
            is_identical="",
        )
        director.press("Registrar")
        self.check(director, "Conferir ato de posse")
        self.check(director, "Registrar pedido do cadastro no SEI!MG")
        self.check(director, "Registrar aprovação no SEI!MG")
        director.press("Enviar para assinatura")
        director.press("Enviar para assinatura")
        director.reads("Aguardando assinatura")
        self.director = director

    def check(self, director: Traveller, what: str) -> None:
        """One item of who signs for the town."""
        director.press(what)
        director.fill(checked_date=day(0), note="Documento SEI 98765430.")
        director.press("Registrar")

    def signatures(self) -> None:
        """3. Four signatures, two a side."""
        comptroller = of_the_centre(self.travellers, Profile.COMPTROLLER, "Conrado Controlador")
        for person, side in ((comptroller, "CGE-MG"), (self.director, "Partícipe")):
            for document in ("Acordo de Cooperação Técnica", "Plano de Trabalho"):
                person.go(self.agreement)
                person.press(f"Registrar assinatura: {document} – {side}")
                person.fill(
                    signer_name="Percival Prefeito",
                    signer_post="Prefeito Municipal",
                    act="Termo de posse de 1º de janeiro de 2025",
                    mandate_start="2025-01-01",
                    signed_date=day(0),
                    document_number="98765432",
                    file=pdf(self.folder, "assinado"),
                )
                person.press("Registrar")
        self.director.go(self.agreement)
        self.director.reads("Assinado")

    def publication(self) -> None:
        """4. The extract in both gazettes, and on the portal for anybody."""
        press = of_the_centre(self.travellers, Profile.PUBLICATION, "Paula da Publicação")
        press.go(self.agreement)
        press.press("Registrar publicação no Estado")
        press.fill(published_date=day(0), page="12", file=pdf(self.folder, "diario"))
        press.press("Registrar publicação")
        press.reads("o acordo produz efeitos")
        press.press("Registrar publicação do partícipe")
        press.fill(
            gazette_name="Diário Oficial de Abaeté",
            published_date=day(0),
            page="3",
            file=pdf(self.folder, "diario-abaete"),
        )
        press.press("Registrar publicação")
        citizen = self.travellers.person("Cidadã Curiosa", width=360)
        citizen.go(self.services.url() + "/extratos/?busca=abaete")
        citizen.follow("ACT nº")
        citizen.reads("Abaeté")

    def availability(self) -> None:
        """5. DTIC contacts, the town accepts the terms, the code is delivered and received."""
        dtic = of_the_centre(self.travellers, Profile.DTIC, "Teodoro da DTIC")
        dtic.go(self.agreement)
        dtic.press("Contatar a área técnica")
        dtic.fill(receiver_name="Tomé Técnico", receiver_email="tome@abaete.test")
        dtic.press("Enviar os termos de uso")
        technician = self.travellers.person("Tomé Técnico")
        technician.go(technician.link_in_mail("tome@abaete.test", "/aceite/"))
        technician.fill(name="Tomé Técnico", post="Analista", email="tome@abaete.test")
        technician.tick("has_read")
        technician.press("Aceitar os termos de uso")
        package = code(self.folder)
        dtic.go(self.centre + "/versoes/")
        dtic.press("Incluir versão")
        dtic.fill(version="2.4.1", notes="Primeira entrega.", licence="Uso livre, com crédito.")
        dtic.fill(package=str(package))
        dtic.press("Salvar")
        dtic.follow("2.4.1")
        dtic.press("Lançar a versão")
        dtic.go(self.agreement)
        dtic.press("Entregar o código")
        dtic.fill(release_uid="2.4.1")
        dtic.tick("is_clean")
        dtic.press("Entregar")
        technician.go(technician.link_in_mail("tome@abaete.test", "/recebimento/"))
        technician.fill(sha256=sha256(package.read_bytes()).hexdigest())
        technician.press("Confirmar o recebimento")
        technician.reads("chegou inteiro")

    def annual_report(self, administrator: Traveller) -> None:
        """10. The town tells of one improvement; CGE accepts it and sends its own report."""
        administrator.go(self.town + "/relatorio-anual/")
        administrator.follow("Ciclo 1")
        tell(administrator, "Exportação em planilha aberta")
        director = self.director
        director.go(self.centre + "/relatorios-anuais/")
        director.page.get_by_role("row", name="Abaeté").filter(has_text="Partícipe").get_by_role(
            "link"
        ).first.click()
        director.look()
        director.press("Aceitar relatório")
        director.reads("Aceito")
        director.go(self.centre + "/relatorios-anuais/")
        director.page.get_by_role("row", name="Abaeté").filter(has_text="CGE-MG").get_by_role(
            "link"
        ).first.click()
        director.look()
        tell(director, "Correção do semáforo")


def tell(person: Traveller, title: str) -> None:
    """Fill a yearly report in, with one improvement, and send it."""
    person.press("Preencher o relatório")
    person.fill(
        summary="O sistema passou a ser usado por todas as secretarias.",
        difficulties="Pouca equipe.",
        organs_using="1",
        plans_published="1",
        people_using="5",
    )
    person.press("Salvar")
    person.press("Registrar melhoria")
    person.fill(
        title=title,
        reason="As unidades pediam para trabalhar fora do sistema.",
        link="https://codigo.exemplo.test/melhoria",
    )
    person.press("Registrar melhoria")
    person.page.get_by_text("Enviar relatório", exact=True).first.click()
    person.press("Enviar")
    person.reads("Enviado")

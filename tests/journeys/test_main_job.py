"""The main job, from a town's request to its yearly report: ten steps, three hosts, real parts."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import typst

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
    return (date.today() + timedelta(days=offset)).isoformat()  # noqa: DTZ011


def pdf(folder: Path, name: str) -> str:
    """A small real PDF to send."""
    path = folder / f"{name}.pdf"
    path.write_bytes(typst.compile(f"= {name}".encode()))
    return str(path)


def of_the_centre(travellers: Travellers, profile: Profile, name: str) -> Traveller:
    """A person of CGE-MG, invited by the command and signed in."""
    email = f"{profile.value}@cge.test"
    link = travellers.services.command("invite", email, profile.value, *name.split()).split()[-1]
    found = travellers.person(name)
    found.go(link)
    found.fill(password=PASSWORD, again=PASSWORD)
    found.press("Criar senha")
    found.sign_in(travellers.services.url("cge"), email)
    return found


class Road:
    """The people of the journey and what each step leaves for the next."""

    def __init__(self, travellers: Travellers, folder: Path) -> None:
        self.travellers = travellers
        self.services = travellers.services
        self.folder = folder
        self.centre = self.services.url("cge")
        self.agreement = ""

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
        cabinet.follow(f"{date.today().year}.")
        cabinet.press("Encaminhar à DCI")
        cabinet.fill(sei_number="1520.01.0000123/2026-78")
        cabinet.press("Encaminhar")
        cabinet.reads("Pedido encaminhado à DCI")
        director = of_the_centre(self.travellers, Profile.DCI_DIRECTOR, "Dirce da DCI")
        director.go(self.centre + "/pedidos/")
        director.follow(f"{date.today().year}.")
        director.press("Registrar reunião")
        director.fill(held_date=day(-1), participants="Dirce; Fátima", notes="Dúvidas resolvidas.")
        director.press("Registrar")
        director.press("Admitir")
        director.press("Admitir")
        self.agreement = director.page.url
        director.press("Gerar minutas")
        director.press("Enviar para assinatura")
        director.press("Enviar para assinatura")
        director.reads("Aguardando assinatura")
        self.director = director

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


@pytest.mark.journey
@pytest.mark.slow
def test_a_town_goes_from_its_request_to_a_monitored_plan(
    travellers: Travellers, tmp_path: Path
) -> None:
    road = Road(travellers, tmp_path)
    road.request()
    road.triage()
    road.signatures()

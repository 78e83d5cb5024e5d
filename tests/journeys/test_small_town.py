"""Two people of a small town, from an empty organisation to a published plan with the library.

What it takes of them is counted: pages seen, and clicks on links, buttons and boxes (what is typed
or chosen in a list is none). The bounds are what no change of the pages may exceed by oversight.
"""

from dataclasses import dataclass

import pytest

from tests.journeys.agreement_road import day
from tests.journeys.people import PASSWORD, Traveller, Travellers
from tests.seed import SECOND

CHOSEN = ("Elaborar e publicar o código", "Organizar o serviço de informação", "Implantar ou form")
MOST_CLICKS, MOST_SCREENS = 60, 45
ARRIVAL = f"""
from access.rules import Profile
from foundation.tenancy import inside
from tests.people import person
for email, name, profile in (
    ("ana@vila.test", "Ana Administradora", Profile.ORGANISATION_ADMIN),
    ("helena@vila.test", "Helena Prefeita", Profile.HEAD),
):
    held = person("{SECOND.schema}", profile, name)
    with inside("{SECOND.schema}"):
        held.user.email = email
        held.user.set_password("{PASSWORD}")
        held.user.save()
"""
STATE = f"""
from foundation.tenancy import inside
from integrity.formulation.models import Plan
with inside("{SECOND.schema}"):
    plan = Plan.objects.get()
    print(plan.state, plan.actions.count(), plan.axes.count(), plan.risks.count() > 2)
"""


@dataclass
class Counted:
    """A person whose clicks are counted."""

    who: Traveller
    home: str
    clicks: int = 0

    def press(self, *labels: str) -> None:
        """One button or link after the other."""
        for label in labels:
            self.clicks += 1
            self.who.press(label)

    def tick(self, *names: str, value: str = "") -> None:
        """Boxes, or one of several choices."""
        for name in names:
            self.clicks += 1
            self.who.tick(name, value)

    def starts(self, label: str = "Continuar") -> None:
        """Back to the first page, and on to the step that it says comes next.

        Axe looks at it when it is empty and when all is done, not each time: that is slow.
        """
        self.clicks += 1
        self.who.page.goto(self.home)
        self.who.looked += 1
        self.press(label)

    def fill(self, **fields: str) -> None:
        """What is typed or chosen in a list."""
        self.who.fill(**fields)


def prepare(ana: Counted) -> None:
    """The method and the units."""
    ana.starts()
    ana.tick("preset", value="municipality")
    ana.press("Usar este modelo")
    ana.starts()
    ana.press("Nova unidade")
    ana.fill(name="Controladoria", acronym="CGM")
    ana.press("Salvar")


def write(ana: Counted) -> None:
    """The plan is begun: commission and programme."""
    ana.starts()
    ana.fill(title="Plano de Integridade de Vila Segunda")
    ana.press("Iniciar plano", "Continuar")
    ana.tick("is_formal", value="nao")
    ana.fill(start_date=day(-10), **{"membro-0-name": "Ana Administradora"})
    ana.tick("membro-0-is_coordinator")
    ana.press("Gravar comissão", "Continuar")
    texts = ("mission", "vision", "organic_structure", "competences", "duties")
    ana.fill(**{name: f"Sobre {name}." for name in texts})
    ana.press("Gravar")
    ana.tick("instruments")
    ana.fill(findings="Faltam prazos de resposta.")
    ana.press("Gravar")
    ana.tick("thematic_axes")
    texts = ("integrity_vision", "objectives", "governance", "monitoring_period")
    texts += ("evaluation_period", "update_period", "communication_plan", "training_plan")
    ana.fill(**{name: f"Sobre {name}." for name in texts})
    ana.press("Gravar")


def adopt(ana: Counted) -> None:
    """Actions of the library, with their axes, indicators and risks, for one unit."""
    ana.starts()
    ana.who.reads("Biblioteca de modelos")
    for title in CHOSEN:
        ana.clicks += 1
        ana.who.page.locator("tr", has_text=title).locator("input[type=checkbox]").check()
    ana.tick("with_risks")
    ana.fill(executing_unit="Controladoria")
    ana.press("Adotar os marcados")
    ana.who.reads("3 modelos adotados")


def send(ana: Counted) -> None:
    """Validation, the rules of a team of two, and off it goes."""
    ana.starts()
    ana.press("Registrar a validação")
    ana.fill(validation_start=day(-5), validation_end=day(0))
    ana.tick("stakeholders")
    ana.press("Gravar")
    ana.starts()
    ana.who.reads("Como os planos são aprovados")
    ana.clicks += 1
    ana.who.page.locator("label", has_text="O controle interno dá parecer").click()
    ana.fill(reason="Somos só duas pessoas.")
    ana.press("Gravar as regras")
    ana.starts()
    ana.press("Enviar o plano")


def adhere(helena: Counted) -> None:
    """Who heads the town answers for the programme, on a telephone."""
    helena.starts()
    helena.press("Declarar a adesão")
    helena.fill(post="Prefeita Municipal")
    helena.press("Declaro a adesão")


def publish(helena: Counted) -> None:
    """Who did not write the plan approves and publishes it, on a telephone."""
    helena.who.go(helena.home)
    helena.press("Ler e decidir", "Aprovar", "Aprovar o plano")
    helena.starts("Publicar")
    helena.fill(
        published_date=day(0),
        act_name="Decreto 1/2026",
        act_url="https://vila.exemplo.test/decreto-1",
        no_launch_reason="Será feito no mês que vem.",
        site_url="https://vila.exemplo.test/integridade",
    )
    helena.tick("had_launch", value="nao")
    helena.tick("is_on_site", value="sim")
    helena.tick("source", value="gerar")
    helena.tick("knows_content", "knows_closing")
    helena.press("Publicar o plano")


@pytest.mark.journey
@pytest.mark.slow
def test_two_people_of_a_small_town_publish_a_plan_with_the_library(
    travellers: Travellers,
) -> None:
    services = travellers.services
    town = services.url(SECOND.slug)
    services.command("shell", "-c", ARRIVAL)
    first = travellers.person("Ana Administradora")
    first.sign_in(town, "ana@vila.test")
    second = travellers.person("Helena Prefeita", 360)
    second.sign_in(town, "helena@vila.test")
    first.go(f"{town}/")
    first.looked = second.looked = 0
    ana, helena = Counted(first, f"{town}/"), Counted(second, f"{town}/")
    prepare(ana)
    adhere(helena)
    write(ana)
    adopt(ana)
    send(ana)
    publish(helena)
    assert services.command("shell", "-c", STATE).split()[-4:] == ["published", "3", "3", "True"]
    second.go(f"{town}/")
    assert "Primeiros passos" not in second.page.inner_text("body")
    assert second.page.evaluate("document.documentElement.scrollWidth") <= 360
    clicks, screens = ana.clicks + helena.clicks, first.looked + second.looked
    assert clicks <= MOST_CLICKS, clicks
    assert screens <= MOST_SCREENS, screens

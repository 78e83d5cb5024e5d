"""Improvements on their way: told and mended by one organisation, reviewed, adopted by another."""

from datetime import timedelta

from django.core.files.base import ContentFile

from access.rules import Actor, Profile
from agreements.improvements import queries, services
from agreements.improvements.models import Improvement
from agreements.improvements.rules import Kind, Licence, Module
from agreements.publication import services as publication
from agreements.publication.releases import ReleaseFacts
from config.demo.code import package
from config.demo.mark import DOMAIN
from config.demo.road import Scene
from foundation.tenancy import PUBLIC, inside

PATCH = """diff --git a/painel.py b/painel.py
--- a/painel.py
+++ b/painel.py
@@ -1 +1 @@
-colunas = ["Ação", "Prazo"]
+colunas = ["Ação", "Unidade", "Prazo"]
"""
PANEL = {
    "title": "Unidade responsável no painel de monitoramento",
    "reason": "A comissão precisava abrir cada ação para saber de quem cobrar.",
    "module": Module.MONITORING,
    "kind": Kind.FEATURE,
    "link": f"https://codigo.{DOMAIN}/abaete/painel",
    "licence": Licence.AGREEMENT,
}
LOGIN = {
    "title": "Entrada pelo diretório de pessoas da prefeitura",
    "reason": "Quem já tem senha na prefeitura não queria outra.",
    "module": Module.GENERAL,
    "kind": Kind.INTEGRATION,
    "link": f"https://codigo.{DOMAIN}/abaete/diretorio",
    "licence": Licence.AGREEMENT,
}
MISSING = "Faltam os testes da entrada e a instrução de como desligar a integração."
NEXT = ReleaseFacts(
    version="1.5.0",
    is_mandatory=False,
    is_security=False,
    supported_until=None,
    notes="Traz a melhoria do painel de monitoramento. Pacote de demonstração, sem código.",
    licence="Uso livre pelos partícipes, com crédito à CGE-MG, nos termos do acordo.",
)


def give_back(head: Actor, scene: Scene) -> None:
    """Two improvements that did not wait for the report."""
    report = queries.reports(head).get(cycle=1, side="partner")
    patch = ContentFile(PATCH.encode(), name="painel.patch")
    for values, ago, file in ((PANEL, 60, patch), (LOGIN, 30, None)):
        at = scene.days.at(ago)
        made = services.add_improvement(
            actor=head, uid=report.uid, values=values, patch=file, at=at
        )
        later = at + timedelta(hours=1)
        services.submit_improvement(actor=head, uid=made.uid, at=later)


def review(scene: Scene) -> None:
    """DTIC takes one, for the next version, and asks for work on the other."""
    dtic, days = scene.centre[Profile.DTIC], scene.days
    with inside(PUBLIC):
        panel = Improvement.objects.get(title=PANEL["title"])
        login = Improvement.objects.get(title=LOGIN["title"])
        services.accept_improvement(actor=dtic, uid=panel.uid, at=days.at(52))
        services.ask_for_work(actor=dtic, uid=login.uid, missing=MISSING, at=days.at(20))
        release = publication.draft_release(
            actor=dtic, facts=NEXT, package=package(NEXT.version), at=days.at(15)
        )
        services.place_in_release(
            actor=dtic, uid=panel.uid, release_uid=release.uid, at=days.at(14)
        )


def adopt(head: Actor, scene: Scene) -> None:
    """A neighbour uses it too."""
    for each in queries.of_the_network(head):
        services.adopt_improvement(actor=head, uid=each.uid, at=scene.days.at(9))

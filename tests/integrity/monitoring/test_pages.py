"""Risk, and who gets to the pages of monitoring."""

import pytest

from access.rules import Profile
from foundation.tenancy import inside
from integrity.monitoring.models import Recommendation, RiskAssessment
from tests.conftest import As
from tests.integrity.execution.desk import to
from tests.integrity.execution.scene import Scene, build
from tests.integrity.monitoring.desk import recommendation
from tests.people import Visitor
from tests.seed import FIRST


@pytest.mark.parity("P104")
def test_risk_keeps_its_history_and_its_reasons(monica: Visitor, scene: Scene) -> None:
    action = scene.action()
    where = to("monitoring:assess", action.uid)
    assert monica.post(where, {"level": "low", "reason": "Equipe pronta"}).status_code == 302
    assert monica.post(where, {"level": "extreme", "reason": "Equipe saiu"}).status_code == 302
    with inside(FIRST.schema):
        levels = list(RiskAssessment.objects.values_list("level", flat=True))
    assert levels == ["extreme", "low"]
    entry = scene.journal("monitoring.risk_assessed")[0]
    assert entry.changes == {"Risco de não implementação": ["Baixo", "Extremo"]}
    assert entry.reason == "Equipe saiu"
    assert "Extremo (atual)" in monica.get(to("monitoring:action", action.uid)).text


@pytest.mark.parametrize(
    "typed", [{"level": "low"}, {"reason": "x"}, {"level": "9", "reason": "x"}]
)
def test_a_risk_without_level_or_reason_is_refused(
    monica: Visitor, scene: Scene, typed: dict[str, str]
) -> None:
    answer = monica.post(to("monitoring:assess", scene.action().uid), typed)
    assert answer.status_code == 422
    with inside(FIRST.schema):
        assert not RiskAssessment.objects.exists()


READERS = [Profile.MONITORING, Profile.OBSERVER, Profile.HEAD, Profile.INTERNAL_CONTROL]


@pytest.mark.parity("P103", "P107", "N16")
@pytest.mark.parametrize("profile", [each for each in READERS if each != Profile.MONITORING])
def test_readers_read_and_write_nothing(first_as: As, scene: Scene, profile: Profile) -> None:
    action = scene.under_way(scene.action()).action
    reader = first_as(profile, organ=scene.organ)
    for name in ("dashboard", "list"):
        assert reader.get(to(f"monitoring:{name}")).status_code == 200
    page = reader.get(to("monitoring:action", action.uid))
    assert page.status_code == 200
    assert "Registrar risco" not in page.text
    for words in ("Rosa Responsável", "Ação pontual", "Evidências", "Risco de não implementação"):
        assert words in page.text
    for name in ("assess", "recommend"):
        typed = {"level": "low", "reason": "x", "text": "x"}
        assert reader.post(to(f"monitoring:{name}", action.uid), typed).status_code == 403
    with inside(FIRST.schema):
        assert not Recommendation.objects.exists()
        assert not RiskAssessment.objects.exists()


@pytest.mark.parametrize(
    "profile", [Profile.EXECUTOR, Profile.FORMULATION, Profile.ORGANISATION_ADMIN]
)
def test_other_profiles_do_not_enter(first_as: As, scene: Scene, profile: Profile) -> None:
    action = scene.action()
    somebody = first_as(profile, organ=scene.organ)
    for address in (
        to("monitoring:dashboard"),
        to("monitoring:list"),
        to("monitoring:action", action.uid),
    ):
        assert somebody.get(address).status_code == 403


def test_what_is_out_of_reach_is_not_found(monica: Visitor, scene: Scene, second_as: As) -> None:
    other = build(FIRST, "Câmara de Vila Primeira").action()
    own = scene.action()
    found = recommendation(own)
    for visitor, uid in ((monica, other.uid), (second_as(Profile.MONITORING), own.uid)):
        assert visitor.get(to("monitoring:action", uid)).status_code == 404
        for name in ("assess", "recommend"):
            typed = {"level": "low", "reason": "x", "text": "x"}
            assert visitor.post(to(f"monitoring:{name}", uid), typed).status_code == 404
    for name in ("rewrite", "withdraw"):
        there = second_as(Profile.MONITORING).post(to(f"monitoring:{name}", found.uid))
        assert there.status_code == 404

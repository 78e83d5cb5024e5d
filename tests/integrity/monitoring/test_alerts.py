"""The first page warns of what is missing, computed from what is there, with the way to mend it."""

import pytest

from access.models import Unit
from access.rules import Profile
from foundation.tenancy import inside
from tests.conftest import As
from tests.integrity.execution.scene import Scene
from tests.seed import FIRST

NO_UNIT = "Nenhuma unidade cadastrada"
NO_MONITOR = "Ninguém monitora o plano publicado"
NO_EXECUTOR = "Ninguém executa o plano publicado"


@pytest.mark.parity("P23")
def test_internal_control_is_warned_until_there_is_a_unit(first_as: As, scene: Scene) -> None:
    icaro = first_as(Profile.INTERNAL_CONTROL, organ=scene.organ)
    assert NO_UNIT not in icaro.get("/").text
    with inside(FIRST.schema):
        Unit.objects.filter(organ=scene.organ).update(is_active=False)
    page = icaro.get("/").text
    assert NO_UNIT in page
    assert 'href="/estrutura/"' in page
    unit = {"name": "Ouvidoria", "is_active": "on"}
    answer = icaro.post(f"/estrutura/orgaos/{scene.organ.uid}/unidades/nova/", unit)
    assert answer.status_code == 302
    assert NO_UNIT not in icaro.get("/").text
    (entry,) = scene.journal("formulation.unit_saved")
    assert entry.actor_name == "Ícaro Controle"


@pytest.mark.parity("P24")
def test_internal_control_is_warned_until_somebody_monitors(first_as: As, scene: Scene) -> None:
    icaro = first_as(Profile.INTERNAL_CONTROL, organ=scene.organ)
    page = icaro.get("/").text
    assert NO_MONITOR in page
    assert 'href="/pessoas/convidar/?profile=monitoring"' in page
    sent = {"name": "Mônica", "email": "monica@exemplo.test", "organ": str(scene.organ.uid)}
    answer = icaro.post("/pessoas/convidar/", {**sent, "profile": "monitoring"})
    assert answer.status_code == 302
    assert NO_MONITOR not in icaro.get("/").text
    assert len(scene.journal("people.profile_granted")) == 1


@pytest.mark.parity("P25")
def test_the_monitor_is_warned_until_somebody_executes(first_as: As, scene: Scene) -> None:
    monica = first_as(Profile.MONITORING, organ=scene.organ)
    page = monica.get("/").text
    assert NO_EXECUTOR in page
    assert 'href="/monitoramento/acoes/"' in page
    icaro = first_as(Profile.INTERNAL_CONTROL, organ=scene.organ)
    assert 'href="/pessoas/convidar/?profile=executor"' in icaro.get("/").text
    sent = {"name": "Eva", "email": "eva@exemplo.test", "profile": "executor"}
    where = {"organ": str(scene.organ.uid), "unit": str(scene.health.uid)}
    assert icaro.post("/pessoas/convidar/", {**sent, **where}).status_code == 302
    assert NO_EXECUTOR not in monica.get("/").text
    assert len(scene.journal("people.profile_granted")) == 1


@pytest.mark.parametrize("profile", [Profile.OBSERVER, Profile.HEAD, Profile.EXECUTOR])
def test_nobody_is_warned_of_what_others_mend(first_as: As, scene: Scene, profile: Profile) -> None:
    assert "Falta resolver" not in first_as(profile, organ=scene.organ).get("/").text

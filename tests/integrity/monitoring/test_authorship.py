"""A recommendation is its author's: others are refused before its form is shown."""

import pytest

from access.rules import Profile
from tests.conftest import As
from tests.integrity.execution.scene import Scene
from tests.integrity.monitoring.desk import recommendation


@pytest.mark.parity("N5")
@pytest.mark.parametrize("verb", ["alterar", "retirar"])
@pytest.mark.parametrize("profile", [Profile.MONITORING, Profile.INTERNAL_CONTROL])
def test_only_the_author_is_shown_the_form_of_a_recommendation(
    first_as: As, scene: Scene, verb: str, profile: Profile
) -> None:
    author = first_as(Profile.MONITORING, organ=scene.organ)
    other = first_as(profile, "Outra Pessoa", organ=scene.organ)
    found = recommendation(scene.action(), author=author)
    path = f"/monitoramento/recomendacoes/{found.uid}/{verb}/"
    assert author.get(path).status_code == 200
    assert other.get(path).status_code == 403
    assert other.post(path, {"text": "", "reason": ""}).status_code == 403

"""Words that a list lacks, added in the middle of a form by who executes."""

import pytest

from access.models import Organ
from audit.queries import entries_of
from foundation.tenancy import inside
from integrity.execution.models import ActionExecution, ActionType, LimitingFactor, ProgressRecord
from integrity.formulation.models import Action
from tests.integrity.execution.desk import classification, progress, to, type_uid
from tests.integrity.execution.scene import Scene
from tests.people import Visitor
from tests.seed import FIRST


@pytest.mark.parity("P36")
def test_other_types_come_back_ticked_and_nothing_typed_is_lost(eva: Visitor, scene: Scene) -> None:
    action = scene.action()
    where = to("execution:classify", action.uid)
    typed = classification(others="Tecnologia\n  Comunicação   interna \nTecnologia\n")
    answer = eva.post(where, typed | {"acrescentar": "1"})
    assert answer.status_code == 200
    with inside(FIRST.schema):
        made = list(ActionType.objects.filter(organ=scene.organ).order_by("name"))
        assert [each.name for each in made] == ["Comunicação interna", "Tecnologia"]
        entry = entries_of(made[0]).get()
        assert (entry.actor_name, entry.changes["Catálogo"]) == (
            "Eva Executora",
            ["", "Tipos de ação"],
        )
        assert not ActionExecution.objects.filter(action=action).exists()
        page = answer.content.decode()
        form = answer.context["forms"]["classificacao"]
        ticked = [type_uid(), *(str(each.uid) for each in made)]
        for uid in ticked:
            assert f'value="{uid}"' in page.replace("\n", " ")
        assert sorted(form["types"].value()) == sorted(ticked)
        assert (form["planned_budget"].value(), form["others"].value()) == ("1.500,00", "")
        assert "Tecnologia (só deste órgão)" in page
    assert 'value="2026-12-31"' in page
    assert page.split('id="responsavel"')[0].count("checked") == 1 + len(ticked)
    assert eva.post(where, classification(types=ticked)).status_code == 302
    with inside(FIRST.schema):
        assert ActionExecution.objects.get(action=action).types.count() == 3


@pytest.mark.parity("P36")
def test_other_limiting_factors_are_added_by_the_button_that_saves_too(
    eva: Visitor, scene: Scene, ready: Action
) -> None:
    typed = progress(others="Chuvas", narrative="Quase pronto.")
    answer = eva.post(to("execution:record", ready.uid), typed)
    assert answer.status_code == 200
    assert "Quase pronto." in answer.content.decode()
    with inside(FIRST.schema):
        made = LimitingFactor.objects.get(name="Chuvas")
        assert made.organ == scene.organ
        assert ProgressRecord.objects.count() == 0
    assert answer.context["forms"]["andamento"]["limiting_factors"].value() == [str(made.uid)]


@pytest.mark.parity("P36")
@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ("a\nb\nc\nd\ne", "até 4 itens"),
        ("x" * 256, "no máximo 255"),
        ("", "ao menos um item"),
        ("Sumido", "está arquivado"),
    ],
)
def test_wrong_additions_write_nothing_and_lose_nothing(
    eva: Visitor, scene: Scene, others: str, sentence: str
) -> None:
    with inside(FIRST.schema):
        ActionType.objects.create(name="Sumido", organ=scene.organ, is_active=False)
        before = ActionType.objects.count()
    typed = classification(others=others, acrescentar="1")
    answer = eva.post(to("execution:classify", scene.action().uid), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page and "1.500,00" in page
    with inside(FIRST.schema):
        assert ActionType.objects.count() == before


@pytest.mark.parity("P36", "P37")
def test_what_is_there_already_is_ticked_and_the_words_of_others_are_never_offered(
    eva: Visitor, scene: Scene
) -> None:
    with inside(FIRST.schema):
        neighbour = Organ.objects.create(name="Autarquia de Águas")
        foreign = ActionType.objects.create(name="Segredo do vizinho", organ=neighbour)
    action = scene.action()
    where = to("execution:classify", action.uid)
    typed = classification(types=[], others="normativo\nSegredo do vizinho", acrescentar="1")
    answer = eva.post(where, typed)
    with inside(FIRST.schema):
        own = ActionType.objects.get(name="Segredo do vizinho", organ=scene.organ)
        assert ActionType.objects.filter(name__iexact="normativo").count() == 1
    ticked = answer.context["forms"]["classificacao"]["types"].value()
    assert ticked == [type_uid("Normativo"), str(own.uid)]
    assert str(foreign.uid) not in answer.content.decode()
    refused = eva.post(where, classification(types=[str(foreign.uid)]))
    assert refused.status_code == 422

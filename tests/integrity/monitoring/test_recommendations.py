"""Recommendations and their answers: who writes, who is told, what stays."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, InternalError, transaction

from access.rules import Profile
from foundation.tenancy import inside
from integrity.monitoring.models import Recommendation
from integrity.monitoring.rules import Source
from notifications.models import Email, Notice
from tests.conftest import As
from tests.integrity.execution.desk import to
from tests.integrity.execution.scene import Scene
from tests.integrity.monitoring.desk import answered, recommendation
from tests.people import Visitor
from tests.seed import FIRST


@pytest.mark.parity("P105", "P106")
def test_a_recommendation_reaches_who_executes_once(
    monica: Visitor, eva: Visitor, scene: Scene, first_as: As
) -> None:
    rosa = first_as(Profile.OBSERVER, "Rosa Responsável")
    other = first_as(Profile.EXECUTOR, "Olavo Obras", unit=scene.works)
    action = scene.action(executing_unit=scene.clinic)
    scene.under_way(action, responsible=scene.person(user=rosa.user))
    where = to("monitoring:recommend", action.uid)
    assert monica.post(where, {"text": "Publiquem a minuta."}).status_code == 302
    with inside(FIRST.schema):
        found = Recommendation.objects.get()
    assert (found.source, found.author_name) == ("commission", "Mônica Monitora")
    assert scene.journal("monitoring.recommendation_issued")[0].subject_uid == action.uid
    scene.deliver()
    with inside(FIRST.schema):
        told = set(Notice.objects.values_list("user__name", flat=True))
        assert told == {"Eva Executora", "Rosa Responsável"}
        assert Notice.objects.count() == 2
        written = Email.objects.filter(key__startswith="recommendation:")
        assert sorted(each.to for each in written) == sorted([eva.user.email, rosa.user.email])
        assert other.user.email not in [each.to for each in written]
        link = Notice.objects.get(user=eva.user).link
    assert eva.get(link).status_code == 200


@pytest.mark.parity("P89", "P91", "N5")
def test_the_executor_answers_once(monica: Visitor, eva: Visitor, scene: Scene) -> None:
    action = scene.under_way(scene.action()).action
    page = to("execution:action", action.uid)
    assert "Monitoramento e avaliação" not in eva.get(page).text
    found = recommendation(action, author=monica)
    where = to("monitoring:answer", found.uid)
    assert where in eva.get(page).text
    assert eva.post(where, {"answer": " "}).status_code == 422
    assert scene.fresh(found).state == "open"
    assert eva.post(where, {"answer": "Publicada em 5/5."}).status_code == 302
    stored = scene.fresh(found)
    assert (stored.state, stored.answer, stored.answered_by) == (
        "answered",
        "Publicada em 5/5.",
        "Eva Executora",
    )
    for verb in (eva.post, eva.get):
        assert verb(where, {"answer": "Outra"}).status_code == 409
    for name, typed in (("rewrite", {"text": "x", "version": 2}), ("withdraw", {"reason": "x"})):
        assert monica.post(to(f"monitoring:{name}", found.uid), typed).status_code == 409
    assert scene.fresh(found).answer == "Publicada em 5/5."
    shown = eva.get(page).text
    assert "Publicada em 5/5." in shown
    assert where not in shown
    (entry,) = scene.journal("monitoring.recommendation_answered")
    assert entry.changes == {"Resposta": ["", "Publicada em 5/5."]}
    scene.deliver()
    with inside(FIRST.schema):
        assert Notice.objects.get(user=monica.user).text.endswith("foi respondida")


@pytest.mark.parity("P90")
def test_internal_control_is_answered_the_same_way(eva: Visitor, scene: Scene) -> None:
    found = recommendation(scene.action(), Source.INTERNAL_CONTROL)
    answer = eva.post(to("monitoring:answer", found.uid), {"answer": "Feito."})
    assert answer.status_code == 302
    assert scene.fresh(found).state == "answered"


@pytest.mark.parity("N5")
def test_nobody_else_answers(scene: Scene, first_as: As, second_as: As) -> None:
    found = recommendation(scene.action())
    where = to("monitoring:answer", found.uid)
    for visitor, status in (
        (first_as(Profile.MONITORING), 403),
        (first_as(Profile.INTERNAL_CONTROL), 403),
        (first_as(Profile.EXECUTOR, "Olavo Obras", unit=scene.works), 404),
        (second_as(Profile.EXECUTOR), 404),
    ):
        assert visitor.post(where, {"answer": "Feito."}).status_code == status
    assert scene.fresh(found).state == "open"


@pytest.mark.parity("P105", "N5")
def test_the_author_rewrites_and_withdraws_while_nobody_has_answered(
    monica: Visitor, scene: Scene, first_as: As
) -> None:
    found = recommendation(scene.action(), author=monica)
    rewrite, withdraw = to("monitoring:rewrite", found.uid), to("monitoring:withdraw", found.uid)
    other = first_as(Profile.MONITORING, "Marcos Monitor")
    for where in (rewrite, withdraw):
        typed = {"text": "x", "version": 1, "reason": "x"}
        assert other.post(where, typed).status_code == 403
    assert monica.post(rewrite, {"text": "", "version": 1}).status_code == 422
    assert monica.post(rewrite, {"text": "Publiquem já.", "version": 1}).status_code == 302
    stale = monica.post(rewrite, {"text": "Outro texto", "version": 1})
    assert stale.status_code == 409
    assert "Gravado: Publiquem já." in stale.text
    assert scene.fresh(found).text == "Publiquem já."
    assert monica.post(withdraw, {"reason": ""}).status_code == 422
    assert monica.post(withdraw, {"reason": "Engano"}).status_code == 302
    kept = scene.fresh(found)
    assert (kept.state, kept.withdrawal_reason) == ("withdrawn", "Engano")
    assert "Publiquem já." not in monica.get(to("monitoring:list")).text
    assert scene.journal("monitoring.recommendation_rewritten")
    assert scene.journal("monitoring.recommendation_withdrawn")[0].reason == "Engano"


@pytest.mark.parametrize("text", ["", "   ", "a" * 5001])
def test_a_recommendation_has_a_text_of_bearable_length(
    monica: Visitor, scene: Scene, text: str
) -> None:
    action = scene.action()
    assert monica.post(to("monitoring:recommend", action.uid), {"text": text}).status_code == 422
    with inside(FIRST.schema):
        assert not Recommendation.objects.exists()


def rewrite_answer(found: Recommendation) -> None:
    Recommendation.objects.filter(pk=found.pk).update(answer="Outra resposta")


def reopen(found: Recommendation) -> None:
    Recommendation.objects.filter(pk=found.pk).update(state="open")


@pytest.mark.parity("N5", "N10")
@pytest.mark.parametrize("tamper", [rewrite_answer, reopen, Recommendation.delete])
def test_the_database_keeps_what_was_answered(
    scene: Scene, tamper: Callable[[Recommendation], object]
) -> None:
    found = answered(recommendation(scene.action()))
    with inside(FIRST.schema), pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        tamper(found)
    assert scene.fresh(found).answer == "Publicada."

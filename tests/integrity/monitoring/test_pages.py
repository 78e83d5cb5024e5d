"""Monitoring's pages: numbers that open lists, risk, recommendations, answers, who is told."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.rules import Profile
from foundation.tenancy import inside
from integrity.formulation.models import Action
from integrity.formulation.rules.flows import ActionStatus
from integrity.monitoring.models import Recommendation, RiskAssessment
from integrity.monitoring.rules import RecommendationState, Source
from notifications.models import Email, Notice
from tests.conftest import As
from tests.integrity.execution.scene import NOON, Scene, build
from tests.integrity.execution.test_pages import to
from tests.people import Visitor
from tests.seed import FIRST, SECOND


@pytest.fixture
def monica(first_as: As, scene: Scene) -> Visitor:
    """Mônica is of the monitoring commission."""
    return first_as(Profile.MONITORING, organ=scene.organ)


@pytest.fixture
def eva(first_as: As, scene: Scene) -> Visitor:
    """Eva executes for the health secretariat."""
    return first_as(Profile.EXECUTOR, unit=scene.health)


def recommendation(
    action: Action, source: Source = Source.COMMISSION, author: Visitor | None = None, **more: str
) -> Recommendation:
    """Something recommended on an action, not answered."""
    with inside(FIRST.schema):
        return Recommendation.objects.create(
            action=action,
            source=source,
            text=more.pop("text", "Publiquem a minuta."),
            author=author.user if author else None,
            author_name=author.user.name if author else "Mônica Monitora",
            issued_at=NOON,
        )


def answered(found: Recommendation) -> Recommendation:
    with inside(FIRST.schema):
        found.state = RecommendationState.ANSWERED
        found.answer = "Publicada."
        found.answered_at = NOON
        found.save()
    return found


def number(page: str, label: str) -> tuple[int, str]:
    """The figure with a label on a dashboard, and the address it opens."""
    stats = re.findall(r'<li class="sp-stat".*?</li>', page, re.S)
    stat = next(each for each in stats if f">{label}</a>" in each)
    count = re.search(r'sp-stat-number">(?:<i[^>]*></i>)?(\d+)<', stat)
    href = re.search(r'href="([^"]+)"', stat)
    assert count
    assert href
    return int(count[1]), unescape(href[1])


def listed(visitor: Visitor, address: str) -> set[str]:
    """The numbers of the actions that a list shows."""
    page = visitor.get(address)
    assert page.status_code == 200
    return set(re.findall(r'/monitoramento/acoes/[^"]+/">(\d+)\.', page.text))


@pytest.fixture
def varied(scene: Scene) -> Scene:
    """Nine actions, one for each thing that a dashboard tells apart."""
    today = timezone.localdate()
    ago, ahead = today - timedelta(days=10), today + timedelta(days=10)
    scene.action("1")
    scene.execution(scene.action("2"), planned_start=ago)
    scene.under_way(scene.action("3"), planned_end=ago)
    scene.under_way(scene.action("4"), planned_end=ahead)
    scene.execution(scene.action("5", status=ActionStatus.COMPLETED))
    scene.execution(scene.action("6", status=ActionStatus.DISCONTINUED))
    seventh = scene.under_way(scene.action("7")).action
    with inside(FIRST.schema):
        for level in ("low", "extreme"):
            RiskAssessment.objects.create(
                action=seventh, level=level, reason="x", assessed_at=timezone.now(), assessed_by="M"
            )
    recommendation(seventh)
    answered(recommendation(seventh))
    recommendation(seventh)
    answered(recommendation(scene.action("8"), Source.INTERNAL_CONTROL))
    recommendation(scene.action("9"), Source.INTERNAL_CONTROL)
    return scene


@pytest.mark.parity("P95", "P98", "P99", "P100", "P101")
@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Não iniciada", {"1", "2", "8", "9"}),
        ("Em andamento", {"3", "4", "7"}),
        ("Concluída", {"5"}),
        ("Descontinuada", {"6"}),
        ("Início atrasado", {"2"}),
        ("Conclusão atrasada", {"3"}),
        ("Risco alto ou extremo", {"7"}),
    ],
)
def test_every_number_opens_the_actions_it_counts(
    monica: Visitor, varied: Scene, label: str, expected: set[str]
) -> None:
    count, address = number(monica.get(to("monitoring:dashboard")).text, label)
    assert count == len(expected)
    assert listed(monica, address) == expected


@pytest.mark.parity("P96", "P101")
def test_recommendations_are_counted_with_their_share_and_each_action_is_listed_once(
    monica: Visitor, varied: Scene
) -> None:
    page = monica.get(to("monitoring:dashboard")).text
    assert number(page, "Sem resposta")[0] == 2
    assert "66,67%" in page
    assert "33,33%" in page
    shown = monica.get(number(page, "Sem resposta")[1]).text
    assert shown.count(">7. Revisar") == 1


@pytest.mark.parity("P96", "P97", "P101")
@pytest.mark.parametrize(
    ("source", "state", "expected"),
    [
        ("commission", "open", {"7"}),
        ("commission", "answered", {"7"}),
        ("internal_control", "open", {"9"}),
        ("internal_control", "answered", {"8"}),
    ],
)
def test_recommendations_of_each_source_open_their_actions(
    monica: Visitor, varied: Scene, source: str, state: str, expected: set[str]
) -> None:
    address = f"{to('monitoring:list')}?origem={source}&recomendacao={state}"
    assert address.replace("&", "&amp;") in monica.get(to("monitoring:dashboard")).text
    assert listed(monica, address) == expected
    assert listed(monica, f"{address}&texto=revisar") == expected
    assert listed(monica, f"{address}&situacao=completed") == set()


@pytest.mark.parity("P96", "P97")
def test_shares_of_nothing_do_not_apply(monica: Visitor, scene: Scene) -> None:
    page = monica.get(to("monitoring:dashboard")).text
    assert page.count("não se aplica") == 8
    assert "0%" not in re.sub(r"<table.*?</table>", "", page, flags=re.S)


@pytest.mark.parity("P78", "P101")
@pytest.mark.parametrize(
    ("light", "expected"),
    [
        ("none", {"1", "8", "9"}),
        ("red", {"2", "3"}),
        ("yellow", {"4"}),
        ("blue", {"5"}),
        ("grey", {"6"}),
        ("green", {"7"}),
        ("white", set()),
    ],
)
def test_each_light_opens_its_actions(
    monica: Visitor, varied: Scene, light: str, expected: set[str]
) -> None:
    assert listed(monica, f"{to('monitoring:list')}?semaforo={light}") == expected


@pytest.mark.parity("N4")
def test_no_filter_shows_more_than_ones_own_organ(
    monica: Visitor, varied: Scene, first_as: As
) -> None:
    build(FIRST, "Câmara de Vila Primeira").action("99")
    build(SECOND).action("98")
    assert listed(monica, f"{to('monitoring:list')}?organ=2&plan=all") == set("123456789")
    assert monica.get(f"{to('monitoring:list')}?situacao=all").status_code == 422
    assert listed(first_as(Profile.HEAD), to("monitoring:list")) == {*"123456789", "99"}


def test_the_dashboard_asks_the_same_number_of_queries_whatever_the_plan(
    monica: Visitor, scene: Scene
) -> None:
    counts = []
    for numbers in (range(1, 3), range(3, 9)):
        for each in numbers:
            recommendation(scene.under_way(scene.action(str(each))).action)
        for name in ("dashboard", "list"):
            with CaptureQueriesContext(connection) as caught:
                monica.get(to(f"monitoring:{name}"))
            counts.append(len(caught))
    assert counts[:2] == counts[2:]


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

"""Internal control's pages: recommendations on an action, and reports that stay as issued."""

from datetime import date
from hashlib import sha256

import pytest
from django.db import InternalError, transaction
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from documents.pdf import Face, compile_pdf
from documents.registry import window
from foundation.tenancy import inside
from integrity.evaluation import rules
from integrity.evaluation.models import MonitoringReport
from integrity.formulation.models import Plan
from integrity.formulation.rules.flows import PlanState
from integrity.monitoring.models import Recommendation
from integrity.monitoring.rules import Source
from notifications.models import Notice
from tests.conftest import As
from tests.integrity.execution.desk import progress, to
from tests.integrity.execution.scene import NOON, Scene, build
from tests.integrity.monitoring.desk import recommendation
from tests.people import Visitor
from tests.seed import FIRST


@pytest.fixture
def icaro(first_as: As, scene: Scene) -> Visitor:
    """Ícaro is of internal control."""
    return first_as(Profile.INTERNAL_CONTROL, organ=scene.organ)


@pytest.mark.parity("P118")
def test_the_general_view_has_the_numbers_and_the_actions(icaro: Visitor, scene: Scene) -> None:
    scene.under_way(scene.action("1", "Canal de denúncias"))
    page = icaro.get(to("evaluation:overview"))
    assert page.status_code == 200
    assert "Pontos de atenção" in page.text
    assert "1. Canal de denúncias" in page.text
    assert "Canal" not in icaro.get(f"{to('evaluation:overview')}?situacao=completed").text


@pytest.mark.parity("P119")
def test_an_action_shows_its_risk_and_what_the_commission_recommended(
    icaro: Visitor, scene: Scene, first_as: As
) -> None:
    action = scene.action()
    recommendation(action)
    monica = first_as(Profile.MONITORING, organ=scene.organ)
    monica.post(to("monitoring:assess", action.uid), {"level": "high", "reason": "Sem equipe"})
    page = icaro.get(to("evaluation:action", action.uid)).text
    for words in ("Alto (atual)", "Sem equipe", "Comissão de monitoramento", "Publiquem a minuta."):
        assert words in page


@pytest.mark.parity("P120", "P121")
def test_internal_control_recommends_and_both_sides_are_told(
    icaro: Visitor, scene: Scene, first_as: As
) -> None:
    first_as(Profile.EXECUTOR, unit=scene.health)
    first_as(Profile.MONITORING, organ=scene.organ)
    action = scene.under_way(scene.action()).action
    where = to("evaluation:recommend", action.uid)
    assert icaro.post(where, {"text": "Guardem a ata."}).status_code == 302
    with inside(FIRST.schema):
        found = Recommendation.objects.get()
    assert (found.source, found.author_name) == ("internal_control", "Ícaro Controle")
    (entry,) = scene.journal("monitoring.recommendation_issued")
    assert entry.changes == {"Recomendação (Controle interno)": ["", "Guardem a ata."]}
    scene.deliver()
    with inside(FIRST.schema):
        told = sorted(Notice.objects.values_list("user__name", flat=True))
    assert told == ["Eva Executora", "Mônica Monitora"]
    page = icaro.get(to("evaluation:action", action.uid)).text
    assert "Guardem a ata." in page
    assert to("monitoring:rewrite", found.uid) in page


@pytest.mark.parity("P120", "N5")
def test_the_author_rewrites_only_under_the_profile_that_wrote(
    icaro: Visitor, scene: Scene, first_as: As
) -> None:
    found = recommendation(scene.action(), author=icaro)
    where = to("monitoring:rewrite", found.uid)
    assert icaro.post(where, {"text": "x", "version": 1}).status_code == 403
    assert scene.fresh(found).version == 1


def test_who_answers_for_an_action_does_not_evaluate_it(icaro: Visitor, scene: Scene) -> None:
    action = scene.action()
    scene.under_way(action, responsible=scene.person(user=icaro.user))
    answer = icaro.post(to("evaluation:recommend", action.uid), {"text": "Muito bem."})
    assert answer.status_code == 403
    assert "não pode avaliá-la" in answer.text
    with inside(FIRST.schema):
        assert not Recommendation.objects.exists()


def test_an_empty_recommendation_is_refused(icaro: Visitor, scene: Scene) -> None:
    answer = icaro.post(to("evaluation:recommend", scene.action().uid), {"text": " "})
    assert answer.status_code == 422
    with inside(FIRST.schema):
        assert not Recommendation.objects.exists()


def pdf_of(report: MonitoringReport, plan: Plan) -> bytes:
    """The PDF that the frozen content gives; the same content gives the same bytes."""
    shown = {
        **report.snapshot,
        "sha256": report.snapshot_sha256,
        "author": "Ícaro Controle",
        "profile": "Controle interno",
    }
    subtitle = f"{plan.title}, 1ª edição"
    seal = window().seal(report.document.code)
    face = Face(str(report), report.snapshot["organ"], report.issued_at, subtitle, seal)
    return compile_pdf("evaluation/monitoring_report.typ", face, shown)


@pytest.mark.parity("P132")
def test_a_report_freezes_everything_and_hands_out_a_pdf(
    icaro: Visitor, scene: Scene, first_as: As
) -> None:
    eva = first_as(Profile.EXECUTOR, unit=scene.health)
    action = scene.action("1", "Canal de denúncias")
    scene.execution(action, responsible=scene.person())
    eva.post(to("execution:record", action.uid), progress())
    scene.action("2", "Código de ética", executing_unit=scene.works)
    recommendation(action)
    icaro.post(to("evaluation:recommend", action.uid), {"text": "Guardem a ata."})
    where = to("evaluation:issue_report", scene.plan.uid)
    issued = icaro.post(where)
    assert issued.status_code == 302
    with inside(FIRST.schema):
        report = MonitoringReport.objects.select_related("document__file").get()
    first, second = report.snapshot["actions"]
    assert ["Situação", "Em andamento"] in first["facts"]
    assert ["Percentual executado", "40%"] in first["facts"]
    assert ["Risco de não implementação", "Não avaliado"] in first["facts"]
    assert first["records"][0][2:] == ["Minuta do código pronta.", "Nenhum"]
    texts = [[each["text"] for each in group["items"]] for group in first["recommendations"]]
    assert texts == [["Publiquem a minuta."], ["Guardem a ata."]]
    assert first["recommendations"][0]["items"][0]["answer"] == "Aguardando resposta."
    assert ["Execução", "Ação ainda não classificada"] in second["facts"]
    assert report.snapshot_sha256 == rules.digest(report.snapshot)
    assert (report.number, report.issued_by) == (1, "Ícaro Controle")
    (entry,) = scene.journal("evaluation.monitoring_report_issued")
    assert entry.changes["SHA-256 do conteúdo"] == ["", report.snapshot_sha256]
    answer = icaro.get(to("documents:download", report.document.file.uid), follow=True)
    content = answer.getvalue()
    assert content.startswith(b"%PDF")
    assert content == pdf_of(report, scene.plan)
    assert sha256(content).hexdigest() == report.document.sha256
    page = icaro.get(issued["Location"]).text
    assert report.snapshot_sha256 in page
    assert report.document.sha256 in page


@pytest.mark.parity("P132")
def test_reports_are_numbered_and_an_old_one_stays_as_it_was(icaro: Visitor, scene: Scene) -> None:
    action = scene.action("1", "Canal de denúncias")
    where = to("evaluation:issue_report", scene.plan.uid)
    icaro.post(where)
    with inside(FIRST.schema):
        action.title = "Outro título"
        action.save(update_fields=["title"])
    icaro.post(where)
    with inside(FIRST.schema):
        second, first = MonitoringReport.objects.all()
        with pytest.raises(InternalError), transaction.atomic():
            MonitoringReport.objects.update(number=9)
    assert (first.number, second.number) == (1, 2)
    assert first.snapshot["actions"][0]["heading"] == "1. Canal de denúncias"
    assert second.snapshot["actions"][0]["heading"] == "1. Outro título"
    page = icaro.get(to("evaluation:reports")).text
    assert "Relatório de monitoramento nº 2" in page
    assert "Relatório de monitoramento nº 1" in page


def test_a_plan_without_actions_or_in_draft_has_no_report(icaro: Visitor, scene: Scene) -> None:
    where = to("evaluation:issue_report", scene.plan.uid)
    assert icaro.post(where).status_code == 409
    with inside(FIRST.schema):
        draft = Plan.objects.create(
            organ=scene.organ, title="Rascunho", edition=2, created_at=NOON, updated_at=NOON
        )
    assert icaro.post(to("evaluation:issue_report", draft.uid)).status_code == 404
    with inside(FIRST.schema):
        assert not MonitoringReport.objects.exists()


@pytest.mark.parity("P138")
def test_a_report_of_an_earlier_plan_has_all_that_was_recommended(
    icaro: Visitor, scene: Scene
) -> None:
    action = scene.action("1", "Canal de denúncias")
    recommendation(action)
    recommendation(action, Source.INTERNAL_CONTROL, text="Guardem a ata.")
    scene.under_way(action, planned_start=date(2026, 2, 1), planned_end=date(2026, 4, 20))
    with inside(FIRST.schema):
        scene.plan.state = PlanState.SUPERSEDED
        scene.plan.save(update_fields=["state"])
    where = to("evaluation:issue_report", scene.plan.uid)
    assert where in icaro.get(to("evaluation:reports")).text
    issued = icaro.post(where)
    assert issued.status_code == 302
    with inside(FIRST.schema):
        report = MonitoringReport.objects.select_related("document__file").get()
    (only,) = report.snapshot["actions"]
    texts = [[each["text"] for each in group["items"]] for group in only["recommendations"]]
    assert texts == [["Publiquem a minuta."], ["Guardem a ata."]]
    assert report.snapshot["replaced"] == "02/03/2026"
    light = dict(map(tuple, only["facts"]))["Semáforo"]
    assert "atras" not in light.lower(), "it is lit as on the day on which the plan was replaced"
    (entry,) = scene.journal("evaluation.monitoring_report_issued")
    assert entry.subject_uid == scene.plan.uid
    answer = icaro.get(to("documents:download", report.document.file.uid), follow=True)
    assert answer.getvalue().startswith(b"%PDF")
    assert "Plano substituído em" in icaro.get(issued["Location"]).text


@pytest.mark.parity("N6")
def test_a_report_of_others_is_not_found(
    icaro: Visitor, scene: Scene, first_as: As, second_as: As
) -> None:
    scene.action()
    icaro.post(to("evaluation:issue_report", scene.plan.uid))
    with inside(FIRST.schema):
        report = MonitoringReport.objects.select_related("document__file").get()
    page = to("evaluation:report", report.uid)
    file = to("documents:download", report.document.file.uid)
    chamber = build(FIRST, "Câmara de Vila Primeira")
    for visitor in (
        first_as(Profile.INTERNAL_CONTROL, "Clara Câmara", organ=chamber.organ),
        second_as(Profile.INTERNAL_CONTROL),
    ):
        assert visitor.get(page).status_code == 404
        assert visitor.get(file).status_code == 404
    assert first_as(Profile.MONITORING).get(file).status_code == 404


@pytest.mark.parametrize(
    "profile",
    [Profile.EXECUTOR, Profile.MONITORING, Profile.OBSERVER, Profile.HEAD, Profile.FORMULATION],
)
def test_only_internal_control_evaluates(first_as: As, scene: Scene, profile: Profile) -> None:
    action = scene.action()
    somebody = first_as(profile, organ=scene.organ)
    for name in ("overview", "reports"):
        assert somebody.get(to(f"evaluation:{name}")).status_code == 403
    assert somebody.get(to("evaluation:action", action.uid)).status_code == 403
    assert somebody.post(to("evaluation:recommend", action.uid), {"text": "x"}).status_code == 403
    assert somebody.post(to("evaluation:issue_report", scene.plan.uid)).status_code == 403
    with inside(FIRST.schema):
        assert not MonitoringReport.objects.exists()
        assert not Recommendation.objects.exists()


def test_an_action_of_others_is_not_found(icaro: Visitor, scene: Scene, second_as: As) -> None:
    other = build(FIRST, "Câmara de Vila Primeira").action()
    own = scene.action()
    for visitor, uid in ((icaro, other.uid), (second_as(Profile.INTERNAL_CONTROL), own.uid)):
        assert visitor.get(to("evaluation:action", uid)).status_code == 404
        assert visitor.post(to("evaluation:recommend", uid), {"text": "x"}).status_code == 404
    foreign = second_as(Profile.INTERNAL_CONTROL)
    assert foreign.post(to("evaluation:issue_report", scene.plan.uid)).status_code == 404


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), json_values, max_size=4))
def test_a_digest_depends_on_the_content_alone(content: dict[str, object]) -> None:
    turned = dict(reversed(content.items()))
    assert rules.digest(content) == rules.digest(turned)
    assert rules.digest(content) != rules.digest({**content, "another": 1, "name": 2})

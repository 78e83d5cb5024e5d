"""A plan begins with models of the library, adapts them, and decides on their new versions."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Actor, Profile
from audit.models import Entry
from foundation.refusals import Denied, Invalid, NotAllowed
from foundation.tenancy import inside
from integrity.facts.queries import count
from integrity.formulation.models import Action, Axis, IntegrityRisk, Plan
from integrity.formulation.queries import adoption
from integrity.formulation.rules.adoption import TAKEN, merged, updates
from integrity.formulation.services.adoption import Wishes, adopt_models
from integrity.formulation.services.adoption_updates import decide_update
from integrity.formulation.services.versions import new_version
from integrity.formulation.tasks import tell_of_models
from integrity.library.services.exemplars import retire_model
from notifications.models import Notice
from tenants.facts.adoptions import adoptions_of, schemas_with
from tenants.facts.services import count as count_facts
from tests.conftest import As
from tests.factories import integrity as make
from tests.factories.library import CURATOR, exemplar, published
from tests.factories.library import adopted as adopt
from tests.people import Visitor
from tests.seed import FIRST


def decide(plan: Plan, *taken: str, mark: str = "") -> None:
    """Decide on the one update of a plan."""
    (found,) = adoption.updates_in(plan)
    decide_update(
        actor=make.DRAFTER,
        plan_uid=plan.uid,
        row_uid=found.held.row.uid,
        model_uid=found.newest.model_uid,
        taken=taken,
        mark=mark or found.mark,
        at=make.AT,
    )


@pytest.fixture
def plan(in_first: None) -> Plan:
    """An empty plan in draft."""
    return make.plan()


@pytest.fixture
def fatima(first_as: As) -> Visitor:
    return first_as(Profile.FORMULATION)


def test_an_action_comes_with_its_axis_its_indicators_and_a_number(plan: Plan) -> None:
    unit = make.unit(name="Compras")
    model = exemplar("action", "pesquisa-precos")
    adopt(plan, model, executing_unit=unit)
    (action,) = plan.actions.all()
    assert (action.number, action.title) == ("1", model.title)
    assert (action.axis.title, action.executing_unit) == ("Contratações e parcerias íntegras", unit)
    assert [each["name"] for each in action.indicators] == ["Valor contratado por dispensa"]
    kept = action.adopted[0]
    assert (kept["model"], kept["version"]) == (str(model.model_uid), 1)
    assert kept["sha256"] == model.sha256
    told = Entry.objects.get(verb="formulation.action_added").changes
    assert told["Modelo da biblioteca"] == ["", f"{model.title} (versão 1)"]


def test_the_risks_that_actions_treat_come_once_and_are_tied_to_them(plan: Plan) -> None:
    models = [exemplar("action", key) for key in ("conflito-interesses", "codigo-etica")]
    adopt(plan, *models, with_risks=True)
    shared = plan.risks.get(event__startswith="decisão tomada")
    assert sorted(each.number for each in shared.actions.all()) == ["1", "2"]
    assert plan.risks.count() == 3
    assert shared.category == "Integridade"


def test_an_axis_of_the_same_title_is_used_and_not_doubled(plan: Plan) -> None:
    own = make.axis(plan, "ÉTICA E CONDUTA")
    adopt(plan, exemplar("action", "brindes"))
    assert plan.axes.get() == own and plan.actions.get().axis == own


def test_what_is_in_the_plan_already_is_not_adopted_again(plan: Plan) -> None:
    adopt(plan, exemplar("risk", "nepotismo"))
    with pytest.raises(Invalid, match="já está no plano"):
        adopt(plan, exemplar("risk", "nepotismo"))
    assert plan.risks.count() == 1


def test_an_indicator_goes_on_an_action_of_the_plan(plan: Plan) -> None:
    adopt(plan, exemplar("action", "brindes"))
    measure = exemplar("indicator", "capacitados")
    with pytest.raises(Invalid, match="Escolha a ação"):
        adopt(plan, measure)
    adopt(plan, measure, action=plan.actions.get())
    assert plan.actions.get().measures[0].polarity == "more"
    with pytest.raises(Invalid, match="já tem"):
        adopt(plan, measure, action=plan.actions.get())


def test_only_who_drafts_adopts_and_only_into_a_draft(plan: Plan) -> None:
    model = exemplar("axis", "etica")
    with pytest.raises(Denied):
        adopt_models(
            actor=Actor(name="Otávio", profile=Profile.OBSERVER),
            plan_uid=plan.uid,
            model_uids=[model.model_uid],
            wishes=Wishes(),
            at=make.AT,
            today=make.TODAY,
        )
    closed = make.published_plan(make.organ())
    with pytest.raises(NotAllowed):
        adopt(closed, model)


def test_what_was_retired_is_not_adopted_and_is_told_where_it_was(plan: Plan) -> None:
    model = exemplar("action", "brindes")
    adopt(plan, model)
    with inside("public"):
        retire_model(actor=CURATOR, model_uid=model.model_uid, reason="Nova lei.", at=make.AT)
    (found,) = adoption.updates_in(plan)
    assert found.is_retired and found.newest.ended_reason == "Nova lei."
    with pytest.raises(Invalid, match="não oferece mais"):
        adopt(make.plan(make.organ()), model)


def test_a_new_version_changes_nothing_until_somebody_decides(plan: Plan) -> None:
    model = exemplar("action", "brindes")
    adopt(plan, model)
    Action.objects.update(objective="O nosso objetivo.")
    before = Action.objects.values().get()
    published(model, title="Regras para brindes", objective="Outro objetivo.")
    assert Action.objects.values().get() == before
    (found,) = adoption.updates_in(plan)
    assert [(each.name, each.is_own) for each in found.fields] == [
        ("title", False),
        ("objective", True),
    ]
    decide(plan, "title")
    action = plan.actions.get()
    assert (action.title, action.objective) == ("Regras para brindes", "O nosso objetivo.")
    assert action.adopted[0]["version"] == 2
    assert adoption.updates_in(plan) == []
    told = Entry.objects.get(verb="formulation.model_update_decided").changes
    assert told["Mantido como está no plano"] == ["", ["Objetivo"]]
    edited = Entry.objects.get(verb="formulation.action_edited").changes
    assert edited["Título"][0] == model.title


def test_who_read_an_older_text_is_asked_to_look_again(plan: Plan) -> None:
    model = exemplar("axis", "etica")
    adopt(plan, model)
    published(model, title="Ética")
    (found,) = adoption.updates_in(plan)
    Axis.objects.update(title="Escrito por outra pessoa")
    with pytest.raises(NotAllowed, match="mudou enquanto você lia"):
        decide(plan, "title", mark=found.mark)
    assert plan.axes.get().title == "Escrito por outra pessoa"


def test_a_risk_and_an_indicator_take_new_words_too(plan: Plan) -> None:
    risk, measure = exemplar("risk", "nepotismo"), exemplar("indicator", "capacitados")
    adopt(plan, risk, exemplar("action", "brindes"))
    action = plan.actions.get()
    adopt(plan, measure, action=action)
    published(risk, cause="Nomeações sem consulta")
    decide(plan, "cause")
    assert plan.risks.get().cause == "Nomeações sem consulta"
    published(measure, name="Servidores formados", unit="pessoas")
    decide(plan, "name", "unit")
    found = plan.actions.get()
    assert (found.measures[0].name, found.measures[0].unit) == ("Servidores formados", "pessoas")
    published(exemplar("indicator", "capacitados"), unit="%")
    assert len(adoption.updates_in(plan)) == 1


def test_an_update_that_contradicts_the_plan_is_refused_by_its_field(plan: Plan) -> None:
    model = exemplar("action", "brindes")
    adopt(plan, model)
    Action.objects.update(planned_end=make.TODAY)
    published(model, kind="continuous")
    with pytest.raises(Invalid, match="ação contínua"):
        decide(plan, "kind")
    assert plan.actions.get().kind == "one_off"


def test_a_revision_remembers_where_its_rows_began(in_first: None) -> None:
    plan = make.ready_plan()
    adopt(plan, exemplar("action", "brindes"), with_risks=True, executing_unit=make.unit())
    make.publish(plan)
    plan.refresh_from_db()
    copy = new_version(make.DRAFTER, plan, make.AT)
    for name in ("axes", "actions", "risks"):
        (before,) = getattr(plan, name).exclude(adopted=[])
        (after,) = getattr(copy, name).exclude(adopted=[])
        assert after.adopted == before.adopted and after.pk != before.pk


def test_facts_carry_only_the_number_of_organs_and_cge_tells_those_who_adopted(
    plan: Plan, first_as: As
) -> None:
    icaro = first_as(Profile.INTERNAL_CONTROL)
    model = exemplar("action", "brindes")
    adopt(plan, model)
    assert count(make.TODAY).adoptions[str(model.model_uid)] == 1
    with inside("public"):
        assert schemas_with(model.model_uid) == []
        count_facts(schema=FIRST.schema, at=timezone.now())
        assert schemas_with(model.model_uid) == [FIRST.schema]
        assert adoptions_of(CURATOR, model.model_uid) == {"organisations": 1, "organs": 1}
    assert tell_of_models.run(schema=FIRST.schema) == 0
    published(model, product="Norma revista")
    for _ in range(2):
        assert tell_of_models.run(schema=FIRST.schema) == 1
    notice = Notice.objects.get(user=icaro.user)
    assert "compare e decida" in notice.text


def test_a_drafter_finds_models_by_words_axis_and_risk_and_adopts_many_at_once(
    fatima: Visitor, plan: Plan
) -> None:
    address = f"/planos/{plan.uid}/biblioteca/"
    by_risk = fatima.get(address, {"risco": "nepotismo"}).text
    assert "Verificar parentesco" in by_risk and "Conferir a folha" not in by_risk
    by_axis = fatima.get(address, {"eixo": "pessoas"}).text
    assert "capacitação anual" in by_axis and "Verificar parentesco" not in by_axis
    chosen = [exemplar("action", key) for key in ("brindes", "nepotismo", "sic")]
    ticks = {f"m-{each.model_uid}": "on" for each in chosen}
    answer = fatima.post(address, {**ticks, "with_indicators": "on"}, follow=True)
    assert "3 modelos adotados." in answer.text and "eixos ou riscos" in answer.text
    assert plan.actions.count() == 3
    assert "No plano" in fatima.get(address).text


def test_nothing_ticked_is_told_above_the_list(fatima: Visitor, plan: Plan) -> None:
    answer = fatima.post(f"/planos/{plan.uid}/biblioteca/", {})
    assert answer.status_code == 422 and "Marque de 1 a" in answer.text


def test_one_model_is_read_in_full_and_adopted_from_its_page(fatima: Visitor, plan: Plan) -> None:
    model = exemplar("action", "sic")
    address = f"/planos/{plan.uid}/biblioteca/{model.model_uid}/"
    page = fatima.get(address).text
    assert "Lei nº 12.527/2011" in page and "Pedidos de informação respondidos no prazo" in page
    assert fatima.post(address, {"with_risks": "on"}).status_code == 302
    action = plan.actions.get()
    assert action.risks.count() == 1
    shown = fatima.get(f"/planos/{plan.uid}/acoes/{action.uid}/").text
    assert "Modelos da biblioteca em que esta ação começou" in shown
    assert "já está no plano" in fatima.get(address).text


def test_three_texts_are_compared_and_the_choice_of_each_field_is_kept(
    fatima: Visitor, plan: Plan
) -> None:
    model = exemplar("action", "brindes")
    adopt(plan, model)
    action = plan.actions.get()
    Action.objects.update(product="Decreto municipal de brindes")
    published(model, product="Norma e cartaz", expected_benefit="Todos sabem recusar.")
    assert "novas versões de modelos" in fatima.get(f"/planos/{plan.uid}/").text
    listed = fatima.get(f"/planos/{plan.uid}/biblioteca/atualizacoes/").text
    assert "Produto" in listed and "Comparar e decidir" in listed
    address = f"/planos/{plan.uid}/biblioteca/atualizacoes/{action.uid}/{model.model_uid}/"
    page = fatima.get(address)
    assert "Decreto municipal de brindes" in page.text and "Adaptado por vocês" in page.text
    form = page.context["form"]
    assert (form["product"].initial, form["expected_benefit"].initial) == ("manter", "usar")
    sent = {"mark": form["mark"].initial, "product": "manter", "expected_benefit": "usar"}
    assert fatima.post(address, sent).status_code == 302
    action.refresh_from_db()
    assert action.product == "Decreto municipal de brindes"
    assert action.expected_benefit == "Todos sabem recusar."
    assert fatima.get(address).status_code == 404


def test_the_neighbour_does_not_find_the_plan_and_an_observer_only_reads(
    plan: Plan, second_as: As, first_as: As
) -> None:
    address = f"/planos/{plan.uid}/biblioteca/"
    assert second_as(Profile.FORMULATION).get(address).status_code == 404
    otavio = first_as(Profile.OBSERVER)
    page = otavio.get(address)
    assert page.status_code == 200 and "Adotar os marcados" not in page.text
    assert otavio.post(address, {}).status_code == 403


TEXT = st.text("ab", max_size=3)


@given(data=st.data(), kind=st.sampled_from(sorted(TAKEN)))
def test_nothing_that_somebody_wrote_is_ever_lost(data: st.DataObject, kind: str) -> None:
    texts = st.fixed_dictionaries(dict.fromkeys(TAKEN[kind], TEXT))
    adopted, mine, new = data.draw(texts), data.draw(texts), data.draw(texts)
    found = updates(kind, adopted, mine, new)
    proposed = [each.name for each in found if not each.is_own]
    assert all(mine[name] == adopted[name] for name in proposed)
    for name, text in merged(mine, found, proposed).items():
        assert text == mine[name] or mine[name] == adopted[name]
    taken = data.draw(st.sets(st.sampled_from(sorted(TAKEN[kind]))))
    result = merged(mine, found, taken)
    assert set(result) == set(mine)
    for name, text in result.items():
        assert text == (new[name] if name in taken and adopted[name] != new[name] else mine[name])
    assert updates(kind, new, result, new) == []
    assert all(each.adopted != each.new for each in found)


def test_a_risk_that_was_put_aside_is_asked_about_no_more(plan: Plan) -> None:
    model = exemplar("risk", "folha")
    adopt(plan, model)
    published(model, cause="Outra causa")
    IntegrityRisk.objects.update(archived_at=make.AT, archive_reason="Não se aplica.")
    assert adoption.updates_in(plan) == []

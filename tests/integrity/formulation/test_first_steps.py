"""The first page of a new organisation says what to do, one step after the other."""

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.models import Assignment, Unit
from access.rules import Profile
from foundation.tenancy import inside
from integrity.formulation.models import ApprovalPolicy, Plan
from integrity.formulation.rules.beginning import Stage, next_of, stands
from integrity.formulation.rules.methods import PRESETS
from integrity.formulation.services.methods import write_method
from tests.conftest import As
from tests.factories import integrity
from tests.factories.library import adopted, exemplar
from tests.people import Visitor, person
from tests.seed import FIRST


def told(visitor: Visitor) -> str:
    """What the first page says comes next; nothing where it says nothing."""
    found = visitor.get("/").context["first"]
    return f"{found['title']} {found['href']}" if found else ""


def test_an_administrator_is_led_from_the_method_to_the_plan(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        assert not Unit.objects.exists()
        Assignment.objects.exclude(user=ana.user).delete()
    assert told(ana) == "Escolher o método /metodo/"
    with inside(FIRST.schema):
        method = PRESETS["municipality"].method
        write_method(actor=ana.actor, method=method, version=0, at=timezone.now())
    assert told(ana) == "Cadastrar as unidades /estrutura/"
    with inside(FIRST.schema):
        integrity.unit(name="Secretaria de Fazenda")
    assert told(ana) == "Convidar as pessoas /pessoas/"
    person(FIRST.schema, Profile.FORMULATION)
    assert told(ana) == "Iniciar o plano /planos/iniciar/"
    page = ana.get("/").text
    assert "Primeiros passos" in page and "Ações da biblioteca" in page


def test_a_step_of_somebody_else_says_whose_it_is(first_as: As) -> None:
    steps = first_as(Profile.FORMULATION).get("/").context["beginning"].steps
    notes = {each["title"]: each["note"] for each in steps}
    assert notes["Método"] == "Cabe a: Administração da organização."
    assert notes["Unidades"] == "Cabe a: Administração da organização ou Controle interno."
    assert notes["Comissão"] == ""


def test_a_drafter_is_led_through_the_plan_to_the_library_and_to_approval(first_as: As) -> None:
    fatima = first_as(Profile.FORMULATION)
    with inside(FIRST.schema):
        plan = integrity.plan()
    assert told(fatima) == (f"Comissão com pelo menos uma pessoa /planos/{plan.uid}/comissao/")
    with inside(FIRST.schema):
        integrity.commission(plan)
        integrity.programme(plan)
    assert told(fatima) == f"Escolher ações na biblioteca /planos/{plan.uid}/biblioteca/"
    assert f"/planos/{plan.uid}/biblioteca/" in fatima.get(f"/planos/{plan.uid}/").text
    with inside(FIRST.schema):
        adopted(plan, exemplar("action", "sic"), executing_unit=integrity.unit())
    assert told(fatima).startswith("Validação geral")
    with inside(FIRST.schema):
        integrity.validation(plan)
    assert told(fatima) == f"Adesão do dirigente máximo /planos/{plan.uid}/adesao/"
    with inside(FIRST.schema):
        integrity.adhesion()
    assert told(fatima) == f"Enviar o plano para análise /planos/{plan.uid}/enviar/"


def test_a_small_town_is_told_who_is_lacking_before_the_plan_is_sent(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        Assignment.objects.exclude(user=ana.user).delete()
        method = PRESETS["municipality"].method
        write_method(actor=ana.actor, method=method, version=0, at=timezone.now())
        plan = integrity.ready_plan()
    person(FIRST.schema, Profile.FORMULATION)
    assert told(ana).startswith("Falta quem dê parecer sobre o plano /planos/")
    with inside(FIRST.schema):
        ApprovalPolicy.objects.update_or_create(defaults={"needs_opinion": False})
    assert told(ana) == "Falta quem aprove o plano /pessoas/"
    person(FIRST.schema, Profile.HEAD)
    assert told(ana) == f"Enviar o plano para análise /planos/{plan.uid}/enviar/"


def test_nothing_is_said_any_more_once_a_plan_is_in_force(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        integrity.published_plan()
    assert told(ana) == ""
    assert "Primeiros passos" not in ana.get("/").text


def test_who_may_do_none_of_it_is_told_nothing(first_as: As) -> None:
    otavio = first_as(Profile.OBSERVER)
    with inside(FIRST.schema):
        assert not Plan.objects.exists()
    assert told(otavio) == ""
    assert "Primeiros passos" not in otavio.get("/").text


STAGES = st.frozensets(st.sampled_from(Stage))


@given(done=STAGES, may=STAGES)
def test_the_next_step_is_never_done_already_nor_somebody_elses(
    done: frozenset[Stage], may: frozenset[Stage]
) -> None:
    found = next_of(done, may)
    order = list(Stage)
    shown = stands(done)
    assert list(shown.values()).count("current") == (len(done) < len(order))
    if found is None:
        open_ones = [each for each in order if each not in done]
        assert not open_ones or open_ones[0] not in may
        return
    assert found in may - done
    passed = [each for each in order[: order.index(found)] if each not in done]
    assert set(passed) <= {Stage.METHOD, Stage.UNITS, Stage.PEOPLE, Stage.ADHESION}

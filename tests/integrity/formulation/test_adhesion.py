"""The head of the organ adheres to the programme, on the page or on paper."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import Assignment, Organ
from access.rules import Actor, Profile
from audit.models import Entry
from events.models import Outbox
from events.registry import dispatch
from foundation.refusals import Invalid, NotAllowed
from integrity.formulation.models import Adhesion, ApprovalPolicy, Plan
from integrity.formulation.queries import adhesion as queries
from integrity.formulation.rules.adhesion import declaration, digest_of
from integrity.formulation.services import adhesion as services
from integrity.formulation.services import approval, joint
from integrity.formulation.services.plans import start_plan
from integrity.formulation.tasks import tell_of_terms
from notifications.models import Notice
from people.services import invite_person
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor, person
from tests.seed import FIRST

FORM = {
    "head_name": "Pedro Prefeito",
    "post": "Prefeito Municipal",
    "act_name": "Portaria nº 3",
    "adhered_date": "2026-03-02",
    "process": "1234.01.0000001/2026-11",
}


@pytest.fixture
def organ(in_first: None) -> Organ:
    return make.main_organ()


@pytest.fixture
def helena(first_as: As, organ: Organ) -> Visitor:
    return first_as(Profile.HEAD, "Helena Prefeita")


@pytest.fixture
def icaro(first_as: As, organ: Organ) -> Visitor:
    return first_as(Profile.INTERNAL_CONTROL, "Ícaro Controle")


def at(name: str, organ: Organ) -> str:
    return reverse(f"formulation:{name}", urlconf="config.urls.organisation", args=[organ.uid])


def verb(visitor: Visitor, name: str, organ: Organ, **given: Any) -> Any:
    """Send a form as its page gave it: with the adhesion that was in force."""
    held = queries.in_force_of(organ)
    return visitor.post(at(name, organ), {"after": held.uid if held else "", **given})


def deliver() -> None:
    """Hand over what happened, twice, as a delivery at least once may."""
    for _ in range(2):
        for each in Outbox.objects.order_by("pk"):
            dispatch(each.name, each.body)


def told(visitor: Visitor) -> list[str]:
    found = Notice.objects.filter(user=visitor.user, kind__startswith="formulation.adhesion_")
    return list(found.order_by("pk").values_list("text", flat=True))


def test_the_head_reads_the_declaration_and_adheres(
    helena: Visitor, icaro: Visitor, organ: Organ
) -> None:
    start_plan(actor=make.DRAFTER, organ_uid=organ.uid, title="Plano", at=timezone.now())
    deliver()
    assert told(helena) == [
        f"{organ} ainda não aderiu ao programa de integridade. Leia a declaração e adira."
    ]
    helena.user.post = "Prefeita Municipal"
    helena.user.save(update_fields=["post"])
    home = helena.get("/").text
    assert "Declarar a adesão ao programa" in home or "Falta a sua adesão" in home
    page = helena.get(at("declare_adhesion", organ))
    assert declaration(organ.name) in page.text
    assert page.context["form"]["post"].value() == "Prefeita Municipal"
    answer = verb(helena, "declare_adhesion", organ, post="Prefeita Municipal")
    assert answer["Location"] == at("adhesion", organ)
    made = Adhesion.objects.get()
    assert (made.head_name, made.post, made.way) == (
        "Helena Prefeita",
        "Prefeita Municipal",
        "declared",
    )
    assert (made.head_uid, made.text_version) == (helena.user.uid, 1)
    assert made.sha256 == digest_of(made.text) == digest_of(declaration(organ.name))
    entry = Entry.verbs.get(verb="formulation.adhesion_declared")
    assert (entry.subject_uid, entry.changes["Cargo"]) == (organ.uid, ["", "Prefeita Municipal"])
    deliver()
    assert told(icaro) == [
        f"A adesão de {organ} ao programa de integridade está declarada por Helena Prefeita."
    ]
    assert "Falta a sua adesão" not in helena.get("/").text


def test_an_act_on_paper_is_registered_and_the_head_confirms_it(
    helena: Visitor, icaro: Visitor, organ: Organ
) -> None:
    assert verb(icaro, "register_adhesion", organ, **FORM).status_code == 302
    kept = Adhesion.objects.get()
    assert (kept.way, kept.head_uid, kept.recorded_by_name) == (
        "registered",
        None,
        "Ícaro Controle",
    )
    deliver()
    assert "Confirme, ou conteste" in told(helena)[0]
    assert at("adhesion", organ) in helena.get("/").text
    assert "Aguarda confirmação" in helena.get(at("adhesion", organ)).text
    assert verb(helena, "answer_adhesion", organ, is_right="sim").status_code == 302
    kept.refresh_from_db()
    assert (kept.answered_by_name, kept.head_uid) == ("Helena Prefeita", helena.user.uid)
    assert verb(helena, "answer_adhesion", organ, is_right="nao", reason="x").status_code == 409
    deliver()
    assert "está declarada por Helena Prefeita" in told(icaro)[0]


def test_what_the_head_contests_holds_no_more_and_holds_the_plan_back(
    helena: Visitor, icaro: Visitor
) -> None:
    plan = make.ready_plan()
    make.signed_adhesion()
    organ = plan.organ
    assert verb(helena, "answer_adhesion", organ, is_right="nao").status_code == 422
    given = {"is_right": "nao", "reason": "Não assinei este ato."}
    assert verb(helena, "answer_adhesion", organ, **given).status_code == 302
    assert [each.state for each in queries.adhesions_of(organ)] == ["contested", "renewed"]
    deliver()
    assert told(icaro)[-1].endswith("Não assinei este ato.")
    with pytest.raises(NotAllowed, match="Falta a adesão do dirigente máximo"):
        make.submitted(plan)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"head_name": " "}, "head_name"),
        ({"post": ""}, "post"),
        ({"act_name": ""}, "act_name"),
        ({"adhered_date": ""}, "adhered_date"),
        ({"adhered_date": "2999-01-01"}, "adhered_date"),
        ({"adhered_date": "0202-03-02"}, "adhered_date"),
        ({"adhered_date": "2012-12-31"}, "adhered_date"),
        ({"process": ""}, "process"),
        ({"act_url": "isto não é um endereço"}, "act_url"),
        ({"mandate_until": "2026-03-01"}, "mandate_until"),
    ],
)
def test_an_act_is_named_dated_and_found_somewhere(
    icaro: Visitor, organ: Organ, given: dict[str, str], field: str
) -> None:
    answer = verb(icaro, "register_adhesion", organ, **{**FORM, **given})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Adhesion.objects.exists()


def test_a_renewal_is_not_older_than_what_it_renews(icaro: Visitor, organ: Organ) -> None:
    make.adhesion()
    answer = verb(icaro, "register_adhesion", organ, **{**FORM, "adhered_date": "2026-03-01"})
    assert answer.context["form"].errors["adhered_date"] == [
        "A adesão em vigor é de 02/03/2026: a data é anterior."
    ]


def test_without_the_adhesion_the_plan_is_not_sent_unless_the_organisation_loosens_it(
    first_as: As, organ: Organ
) -> None:
    plan = make.ready_plan()
    services.withdraw_adhesion(
        actor=make.HEAD,
        organ_uid=organ.uid,
        uid=Adhesion.objects.get().uid,
        reason="Engano.",
        at=make.AT,
    )
    fatima = first_as(Profile.FORMULATION)
    page = fatima.get(at("plan", plan))
    assert page.context["next"]["title"] == "Adesão do dirigente máximo"
    assert page.context["steps"][0]["state"] == "current"
    assert "ainda sem adesão" in page.text
    with pytest.raises(NotAllowed, match="Falta a adesão"):
        make.submitted(plan)
    ApprovalPolicy.objects.create(pk=1, loose_gates=["adhesion"])
    assert fatima.get(at("plan", plan)).context["steps"][0]["state"] == "skipped"
    assert make.approved(plan).state == "approved"


def test_what_is_taken_back_is_told_to_everybody_and_holds_the_next_approval(
    first_as: As, helena: Visitor
) -> None:
    plan = make.ready_plan()
    organ = plan.organ
    sent = make.opined(plan)
    eva = first_as(Profile.EXECUTOR, "Eva Executora")
    asked = verb(helena, "withdraw_adhesion", organ, reason=" ")
    assert list(asked.context["form"].errors) == ["reason"]
    answer = verb(helena, "withdraw_adhesion", organ, reason="O programa será refeito.")
    assert answer.status_code == 302
    deliver()
    for each in (eva, helena):
        assert told(each)[-1].endswith("foi retirada: O programa será refeito.")
    assert Entry.verbs.get(verb="formulation.adhesion_withdrawn").reason
    with pytest.raises(NotAllowed, match="foi retirada"):
        approval.approve_plan(actor=make.HEAD, uid=sent.uid, at=make.AT)
    assert "O programa será refeito." in helena.get(at("adhesion", organ)).text
    make.adhesion()
    approval.approve_plan(actor=make.HEAD, uid=sent.uid, at=make.AT)
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_what_the_head_declared_in_person_others_take_back_only_by_an_act(
    icaro: Visitor, organ: Organ
) -> None:
    make.adhesion()
    asked = verb(icaro, "withdraw_adhesion", organ, reason="Pediu.")
    assert list(asked.context["form"].errors) == ["end_act"]
    given = {"reason": "Pediu.", "end_act": "Portaria nº 9"}
    assert verb(icaro, "withdraw_adhesion", organ, **given).status_code == 302
    assert Adhesion.objects.get().end_act == "Portaria nº 9"
    make.signed_adhesion()
    answer = verb(icaro, "withdraw_adhesion", organ, reason="Registrei o ato errado.")
    assert answer.status_code == 302


def test_a_new_head_is_invited_to_renew_and_nothing_stops_meanwhile(
    first_as: As, helena: Visitor, organ: Organ
) -> None:
    verb(helena, "declare_adhesion", organ, post="Prefeita")
    plan = make.ready_plan()
    Assignment.objects.filter(user=helena.user).update(ended_at=timezone.now())
    otavio = first_as(Profile.HEAD, "Otávio Sucessor")
    page = otavio.get(at("adhesion", organ))
    assert page.context["standing"].has_new_head
    assert "O dirigente máximo mudou." in page.text
    assert "Ver e renovar" in otavio.get("/").text
    make.submitted(plan)
    assert verb(otavio, "declare_adhesion", organ, post="Prefeito").status_code == 302
    assert [(each.head_name, each.state) for each in queries.adhesions_of(organ)] == [
        ("Otávio Sucessor", "in_force"),
        ("Helena Prefeita", "renewed"),
    ]
    assert not otavio.get(at("adhesion", organ)).context["standing"].is_to_renew


@pytest.mark.parametrize("way", ["nobody", "another", "paper"])
def test_who_becomes_the_head_is_told_what_to_do_about_the_adhesion(
    first_as: As, organ: Organ, way: str
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    plan = make.plan()
    if way == "another":
        make.adhesion()
        Adhesion.objects.update(head_uid=ana.user.uid)
    elif way == "paper":
        make.signed_adhesion()
    granted = invite_person(
        actor=ana.actor,
        name="Otávio Sucessor",
        email="otavio@exemplo.test",
        profile=Profile.HEAD,
        organ=organ,
        at=timezone.now(),
        today=timezone.localdate(),
    )
    deliver()
    sentence = {
        "nobody": "ainda não aderiu",
        "another": "é de Helena Prefeita, Prefeita e continua valendo",
        "paper": "Ícaro Controle registrou a adesão",
    }[way]
    (notice,) = Notice.objects.filter(
        user=granted.held.user, kind__startswith="formulation.adhesion_to"
    )
    assert sentence in notice.text
    assert notice.link == at("adhesion", plan.organ)


def test_the_end_of_a_mandate_is_told_once_and_ends_nothing(
    helena: Visitor, icaro: Visitor
) -> None:
    kept = make.signed_adhesion(mandate_until=date(2026, 3, 3))
    assert [tell_of_terms(schema=FIRST.schema) for _ in range(2)] == [1, 1]
    for each in (helena, icaro):
        assert told(each) == [
            "Terminou o mandato de Pedro Prefeito, Prefeito Municipal. A adesão de"
            f" {kept.organ} continua valendo: renove-a quando puder."
        ]
    page = icaro.get(at("adhesion", kept.organ))
    assert page.context["standing"].is_mandate_over
    assert "terminou em 03/03/2026" in page.text
    assert queries.in_force_of(kept.organ) == kept


def test_the_page_offers_the_paper_where_nobody_is_there_to_declare(
    icaro: Visitor, organ: Organ
) -> None:
    Assignment.objects.filter(profile=Profile.HEAD).delete()
    page = icaro.get(at("adhesion", organ)).text
    assert "Ninguém tem o perfil Alta administração" in page
    assert at("register_adhesion", organ) in page
    assert "Declarar a adesão" not in page


def test_of_two_who_act_at_once_the_second_reads_what_the_first_did(
    helena: Visitor, icaro: Visitor, organ: Organ
) -> None:
    assert verb(helena, "declare_adhesion", organ, post="Prefeita").status_code == 302
    day = timezone.localdate().isoformat()
    given = {**FORM, "adhered_date": day, "after": ""}
    late = icaro.post(at("register_adhesion", organ), given)
    assert late.status_code == 409
    assert "A adesão mudou enquanto você preenchia" in late.text
    assert Adhesion.objects.count() == 1


@pytest.mark.parametrize("profile", [Profile.EXECUTOR, Profile.MONITORING, Profile.OBSERVER])
def test_others_read_the_adhesion_and_change_nothing(
    first_as: As, organ: Organ, profile: Profile
) -> None:
    make.adhesion()
    visitor = first_as(profile)
    assert "Helena Prefeita, Prefeita" in visitor.get(at("adhesion", organ)).text
    for name in ("declare_adhesion", "register_adhesion", "answer_adhesion", "withdraw_adhesion"):
        assert verb(visitor, name, organ, post="x", **{"reason": "x"}).status_code == 403, name


def test_the_adhesion_of_another_organ_is_not_found(first_as: As, organ: Organ) -> None:
    away = first_as(Profile.HEAD, organ=make.organ())
    for name in ("adhesion", "declare_adhesion", "withdraw_adhesion"):
        assert away.get(at(name, organ)).status_code == 404, name
    assert verb(away, "declare_adhesion", organ, post="Prefeita").status_code == 404


def test_each_organ_of_a_joint_plan_adheres_for_itself(first_as: As, in_first: None) -> None:
    plan, waters = make.ready_plan(), make.organ("Instituto das Águas", "IA")
    given = {"actor": make.DRAFTER, "plan_uid": plan.uid, "at": make.AT}
    joint.ask_organ(**given, organ_uid=waters.uid)
    whole = Plan.objects.get(pk=plan.pk)
    assert queries.lacking_in(whole) == ["Instituto das Águas"]
    fatima = first_as(Profile.FORMULATION, organ=plan.organ)
    page = fatima.get(at("plan_adhesion", plan))
    assert "Instituto das Águas" in page.text and "Sem adesão" in page.text
    assert at("adhesion", waters) not in page.text
    make.adhesion(waters)
    assert queries.lacking_in(whole) == []


def test_a_head_without_account_is_no_obstacle_to_the_one_of_the_system(in_first: None) -> None:
    person(FIRST.schema, Profile.HEAD, "Helena Prefeita")
    kept = make.signed_adhesion()
    found = queries.standing_of(kept.organ, timezone.localdate())
    assert (found.has_head, found.is_to_renew) == (True, False)
    stranger = Actor(name="Ícaro", profile=Profile.INTERNAL_CONTROL)
    with pytest.raises(Invalid):
        services.register_adhesion(
            actor=stranger,
            organ_uid=kept.organ.uid,
            after=kept.uid,
            terms={**make.SIGNED, "head_name": " "},
            at=make.AT,
            today=make.TODAY,
        )

"""The organisation that lives with its plan: units, people, plan, execution, monitoring, report."""

from access.rules import Actor, Profile
from config.demo import drafting
from config.demo.abaete_plan import CONTENT
from config.demo.abaete_stories import STORIES
from config.demo.exchange import give_back
from config.demo.followup import Followup, send_annual_report
from config.demo.people import Invented, actor_here
from config.demo.programme import PROGRAMME
from config.demo.stories import Telling
from config.demo.team import Member, Place, Team
from integrity.formulation.services.commission import MemberDraft

PLACES = (
    Place("Gabinete da Prefeita", "GAB"),
    Place("Ouvidoria Municipal", "OUV", "GAB"),
    Place("Controladoria-Geral do Município", "CGM"),
    Place("Secretaria Municipal de Administração", "SMA"),
    Place("Divisão de Compras e Licitações", "DCL", "SMA"),
    Place("Divisão de Gestão de Pessoas", "DGP", "SMA"),
    Place("Secretaria Municipal de Saúde", "SMS"),
)
HEAD = Invented("prefeita.abaete", "Ana Exemplo da Silva", "Prefeita Municipal")
FORMULATION = Invented("comissao.abaete", "Vera Exemplo Lacerda")
MONITORING = Invented("monitoramento.abaete", "Wagner Exemplo Duarte")
CONTROL = Invented("controle.abaete", "Yara Exemplo Siqueira")
OBSERVER = Invented("observador.abaete", "Zeca Exemplo Amaral")
EXECUTORS = (
    Invented("execucao.gabinete.abaete", "Lia Exemplo Peixoto"),
    Invented("execucao.administracao.abaete", "Mauro Exemplo Teles"),
    Invented("execucao.saude.abaete", "Nair Exemplo Cardoso"),
)
MEMBERS = (
    Member(HEAD, Profile.HEAD),
    Member(FORMULATION, Profile.FORMULATION),
    Member(MONITORING, Profile.MONITORING),
    Member(CONTROL, Profile.INTERNAL_CONTROL),
    Member(OBSERVER, Profile.OBSERVER),
    *(
        Member(person, Profile.EXECUTOR, unit)
        for person, unit in zip(EXECUTORS, ("GAB", "SMA", "SMS"), strict=True)
    ),
)


def live(team: Team) -> None:
    """Everything that happened there, in the schema of the organisation."""
    team.enter(377)
    head, telling = work(team)
    give_back(head, team.scene)
    send_annual_report(head, telling, 4)


def work(team: Team) -> tuple[Actor, Telling]:
    """Units, people, the plan and how it goes; who heads the organisation, and who tells."""
    team.build(PLACES, 360)
    team.gather(MEMBERS, 357)
    author = actor_here(FORMULATION, Profile.FORMULATION)
    head = actor_here(HEAD, Profile.HEAD)
    drafting.adhere(team, head, HEAD.post, 346)
    plan = drafting.begin(team, author, 345)
    seats = (
        MemberDraft(FORMULATION.name, unit=team.unit("CGM"), is_coordinator=True),
        MemberDraft("Sara Exemplo Antunes", "D-0001", team.unit("DGP")),
        MemberDraft("Tito Exemplo Guedes", "D-0002", team.unit("SMA")),
        MemberDraft("Ulisses Exemplo Reis", "D-0003", team.unit("DCL"), is_alternate=True),
    )
    act = "Portaria nº 1 (documento de demonstração)"
    drafting.seat(team, author, plan, seats, act=act, ago=340)
    drafting.tell(team, author, plan, PROGRAMME, 325)
    drafting.bring(team, author, plan, CONTENT, 310)
    drafting.hear(team, author, plan, 285)
    control = actor_here(CONTROL, Profile.INTERNAL_CONTROL)
    drafting.approve(team, author, control, head, plan, 270)
    act = "Decreto nº 1 (documento de demonstração)"
    drafting.publish(team, head, plan, act=act, ago=270)
    drafting.show(team, head, plan, 268)
    telling = Telling(team, [actor_here(each, Profile.EXECUTOR) for each in EXECUTORS])
    for story in STORIES:
        telling.tell(story)
    followup = Followup(
        telling,
        commission=actor_here(MONITORING, Profile.MONITORING),
        control=control,
    )
    followup.prove()
    followup.watch(18)
    followup.report(plan, 10)
    followup.revise(plan, 6)
    return head, telling

"""The organisation that is drafting its plan: some actions still lack what publication asks for."""

from access.rules import Actor, Profile
from config.demo import drafting, library
from config.demo.drafting import Content, Written
from config.demo.people import Invented, actor_here
from config.demo.team import Member, Place, Team
from integrity.formulation.models import Plan
from integrity.formulation.services import joint, organs, structure
from integrity.formulation.services.commission import MemberDraft

PLACES = (
    Place("Gabinete do Prefeito", "GAB"),
    Place("Controladoria-Geral", "CGM"),
    Place("Secretaria de Cultura e Patrimônio", "SCP"),
    Place("Secretaria de Fazenda", "SMF"),
    Place("Setor de Convênios", "CONV", "SMF"),
)
FORMULATION = Invented("comissao.diamantina", "Rosa Exemplo Caldeira")
CONTROL = Invented("controle.diamantina", "Saulo Exemplo Viana")
MEMBERS = (
    Member(FORMULATION, Profile.FORMULATION),
    Member(CONTROL, Profile.INTERNAL_CONTROL),
)
MUSEUM = "Fundação Museu da Cidade (demonstração)"
LEAD, MONEY, HERITAGE = "Liderança", "Convênios e repasses", "Patrimônio cultural"
CONTENT = Content(
    axes=(
        (LEAD, "Compromisso de quem dirige."),
        (MONEY, "Recursos recebidos e repassados com registro e prestação de contas."),
        (HERITAGE, "Cuidado com os bens tombados e com quem contrata obras neles."),
    ),
    sub_axes=((MONEY, "Prestação de contas", ""),),
    actions=(
        Written(
            "1",
            LEAD,
            "Publicar declaração de compromisso com a integridade",
            "Tornar público o compromisso da administração.",
            "GAB",
            types="Sensibilização",
        ),
        Written(
            "2",
            MONEY,
            "Padronizar a prestação de contas dos convênios",
            "Prestar contas no prazo e sem ressalvas.",
            "CONV",
            "Prestação de contas",
            types="Processo",
        ),
        Written(
            "3",
            MONEY,
            "Publicar a relação de entidades beneficiadas",
            "Dar a conhecer quem recebe recursos do município.",
            "SMF",
        ),
        Written(
            "4",
            HERITAGE,
            "Criar lista de verificação para obras em bens tombados",
            "Reduzir erros e retrabalho nas autorizações.",
            "SCP",
        ),
        Written("5", HERITAGE, "Definir rodízio de fiscais de obras", "", "????"),
    ),
)


def draft_plan(team: Team) -> None:
    """Units, people, a commission and a first import, in the schema of the organisation."""
    team.enter(164)
    team.build(PLACES, 150)
    team.gather(MEMBERS, 147)
    author = actor_here(FORMULATION, Profile.FORMULATION)
    plan = drafting.begin(team, author, 60)
    act = "Portaria nº 1 (documento de demonstração)"
    drafting.register(team, author, "Paulo Exemplo Prefeito", "Prefeito Municipal", act=act, ago=58)
    seats = (
        MemberDraft(FORMULATION.name, unit=team.unit("GAB"), is_coordinator=True),
        MemberDraft("Tereza Exemplo Mourão", "D-1001", team.unit("SMF")),
    )
    act = "Portaria nº 2 (documento de demonstração)"
    drafting.seat(team, author, plan, seats, act=act, ago=50)
    drafting.bring(team, author, plan, CONTENT, 12)
    library.adopt(team, author, plan, 11)
    ask_museum(team, author, plan)


def ask_museum(team: Team, author: Actor, plan: Plan) -> None:
    """A foundation of the town is asked to take part in the plan; its head has not answered yet."""
    days = team.scene.days
    museum = organs.add_organ(actor=team.admin, name=MUSEUM, acronym="FMC", at=days.at(11, 9))
    structure.add_unit(
        actor=team.admin,
        organ_uid=museum.uid,
        name="Diretoria de Acervo",
        acronym="DAC",
        parent=None,
        at=days.at(11, 10),
    )
    joint.ask_organ(actor=author, plan_uid=plan.uid, organ_uid=museum.uid, at=days.at(10))

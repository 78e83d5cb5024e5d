"""What is written to people about their own accounts: always at once."""

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile
from notifications.kinds import register
from notifications.rules import SECURITY, Kind

EVERYBODY = CENTRE_PROFILES | ORGANISATION_PROFILES
PLACE = {"perfil": "Execução", "lugar": "Secretaria de Saúde"}

INVITED = register(
    Kind(
        key="people.invited",
        title="Convite para entrar no sistema",
        audience="Quem recebe o primeiro perfil e ainda não tem senha",
        subject="Seu acesso ao SisPMPI em Rede",
        body=(
            "Olá, {nome}.\n\nVocê agora tem o perfil “{perfil}” no SisPMPI de {lugar}.\n"
            "Escolha sua senha para entrar (o link vale 7 dias e só funciona uma vez):\n\n{link}"
        ),
        values=PLACE,
        profiles=EVERYBODY,
        locked="Sem ele ninguém entra pela primeira vez.",
    )
)
GRANTED = register(
    Kind(
        key="people.granted",
        title="Perfil concedido",
        audience="Quem já tem senha e recebe mais um perfil",
        subject="Seu acesso ao SisPMPI em Rede",
        body=(
            "Olá, {nome}.\n\nVocê agora tem também o perfil “{perfil}” no SisPMPI de {lugar}.\n"
            "Entre com a senha que você já usa: {link}"
        ),
        values=PLACE,
        profiles=EVERYBODY,
        locked=SECURITY,
    )
)
EDITED = register(
    Kind(
        key="people.edited",
        title="Seus dados foram alterados",
        audience="Quem teve os dados alterados por outra pessoa, no endereço antigo e no novo",
        subject="Seus dados no SisPMPI em Rede foram alterados",
        body=(
            "Olá, {nome}.\n\n{quem} alterou seus dados no SisPMPI em Rede:\n\n{dados}\n\n"
            "Se algo está errado, corrija em “Meus dados” ou fale com quem administra os perfis: "
            "{link}"
        ),
        values={"quem": "Ana Lima", "dados": "Telefone: (31) 3915-0000"},
        profiles=EVERYBODY,
        locked=SECURITY,
    )
)
DOOR_CHANGED = register(
    Kind(
        key="people.door_changed",
        title="Outro modo de entrar ligado ou desligado",
        audience="Quem tem a conta, quando ela passa a abrir por gov.br ou pelo provedor, ou deixa",
        subject="Mudou o modo de entrar na sua conta do SisPMPI em Rede",
        body=(
            "Olá, {nome}.\n\n{mudanca}.\n\nSe não foi você, troque a senha, confira “Segurança da"
            " conta” e fale com quem administra os perfis: {link}"
        ),
        values={"mudanca": "Conta ligada ao gov.br"},
        profiles=EVERYBODY,
        locked=SECURITY,
    )
)
DUTIES_CHANGED = register(
    Kind(
        key="people.duties_changed",
        title="Segregação de funções alterada",
        audience="Controle interno da organização; auditoria, na CGE-MG",
        subject="Segregação de funções alterada",
        sentence="{quem} mudou a segregação de funções. {funcoes}: {tratamento}.",
        values={
            "quem": "Bento Moreira",
            "funcoes": "Executar e avaliar a mesma ação",
            "tratamento": "avisar",
        },
        profiles=frozenset({Profile.INTERNAL_CONTROL, Profile.AUDITOR}),
        locked="Quem controla sempre sabe.",
    )
)
ALTERNATE = register(
    Kind(
        key="people.alternate",
        title="Suplência",
        audience="Suplentes de um perfil",
        subject="Sua suplência no SisPMPI em Rede",
        sentence="{frase}",
        values={"frase": "Ana Souza está em afastamento: sua suplência vale nesses dias."},
        profiles=EVERYBODY,
    )
)

"""What is told about places and their hosts."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Kind

BORN = register(
    Kind(
        key="tenants.born",
        title="Convite à primeira administração",
        audience="Quem vai administrar uma organização que acabou de abrir",
        subject="Seu acesso ao SisPMPI de {organizacao}",
        body=(
            "Olá, {nome}.\n\nA organização {organizacao} já tem o seu SisPMPI.\n"
            "Escolha sua senha para começar a administrá-lo (o link vale 7 dias e só funciona uma "
            "vez):\n\n{link}"
        ),
        values={"organizacao": "Vila Nova"},
        profiles=frozenset({Profile.ORGANISATION_ADMIN}),
        locked="Sem ele ninguém entra pela primeira vez.",
    )
)
HOST = register(
    Kind(
        key="tenants.host",
        title="Endereço do sistema comprovado ou retirado",
        audience="Administração da organização e da rede",
        subject="SisPMPI: endereço {endereco}",
        sentence="{frase}",
        values={
            "endereco": "integridade.vilanova.mg.gov.br",
            "frase": "O endereço integridade.vilanova.mg.gov.br já abre o sistema.",
        },
        profiles=frozenset({Profile.ORGANISATION_ADMIN, Profile.NETWORK_ADMIN}),
    )
)
SUPPORT = register(
    Kind(
        key="tenants.support",
        title="Atendimento da CGE-MG dentro da organização",
        audience="Administração da organização",
        subject="Atendimento da CGE-MG aberto",
        sentence="{frase}",
        values={
            "frase": "Renata, da CGE-MG, abriu o atendimento nº 12, só para leitura.",
        },
        profiles=frozenset({Profile.ORGANISATION_ADMIN}),
        locked="A organização sempre sabe quem entrou.",
    )
)

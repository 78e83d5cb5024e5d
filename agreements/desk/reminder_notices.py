"""What partners are reminded of."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Kind

HEADS = (Profile.ORGANISATION_ADMIN, Profile.HEAD)
EXAMPLE = {"acordo": "ACT nº 1/2026", "pendencias": "enviar o relatório anual (prazo: 01/03/2027)"}

REMINDED_HERE = register(
    Kind(
        key="desk.reminded_here",
        title="Lembrete da CGE-MG",
        audience="Administração e alta administração da organização",
        subject="A CGE-MG lembra: {acordo}",
        sentence="A CGE-MG lembra o que falta no {acordo}: {pendencias}.",
        values=EXAMPLE,
        profiles=frozenset(HEADS),
    )
)
REMINDED = register(
    Kind(
        key="desk.reminded",
        title="Lembrete ao partícipe que ainda não tem endereço próprio",
        audience="Contatos da organização parceira",
        subject="Lembrete sobre o {acordo}",
        body=(
            "Olá, {nome}.\n\nA Controladoria-Geral do Estado de Minas Gerais lembra o que falta"
            " no {acordo}, de {organizacao}:\n\n{pendencias}.\n\nSe já foi feito, desconsidere"
            " esta mensagem. A sala do acordo:\n\n{link}"
        ),
        values={**EXAMPLE, "organizacao": "Vila Nova"},
        is_of_centre=True,
    )
)

"""What is written to the people of a room, and what DCI is told of it."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Channel, Kind

GUESTS = "Pessoas convidadas para a sala do acordo"
ANSWER = "Sem ele a pessoa não entra na sala."
DCI = (Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
EXAMPLE = {"organizacao": "Vila Nova", "acordo": "ACT nº 1/2026", "protocolo": "2026.000001"}

INVITED = register(
    Kind(
        key="room.invited",
        title="Convite para a sala do acordo",
        audience=GUESTS,
        subject="Convite para a sala do acordo de {organizacao} com a CGE-MG",
        body=(
            "Olá, {nome}.\n\nA CGE-MG convida você para a sala do {acordo}, de {organizacao}. Lá"
            " você lê as minutas, comenta, aceita os textos e envia o que foi pedido.\n\n"
            "Abra este link, que é só seu e vale por 7 dias:\n{link}\n\n"
            "Depois, para voltar, use este e-mail e o protocolo {protocolo}."
        ),
        values=EXAMPLE,
        locked=ANSWER,
        is_of_centre=True,
    )
)
CODE = register(
    Kind(
        key="room.code",
        title="Código de entrada na sala",
        audience=GUESTS,
        subject="Código para entrar na sala do acordo",
        body=(
            "Olá, {nome}.\n\nO seu código de entrada é: {codigo}\n\nEle vale por 10 minutos e uma"
            " vez só. Digite-o em {link}\n\nSe não foi você quem pediu, ignore esta mensagem e não"
            " passe o código a ninguém."
        ),
        values={"codigo": "123456"},
        locked=ANSWER,
        is_of_centre=True,
    )
)
TO_PARTNER = register(
    Kind(
        key="room.news",
        title="Novidade na sala do acordo",
        audience=GUESTS,
        subject="{acordo}: novidade na sala",
        body=(
            "Olá, {nome}.\n\nHá novidade na sala do {acordo}, de {organizacao}: {novidade}\n\n"
            "Entre com este e-mail e o protocolo {protocolo}:\n{link}"
        ),
        values=EXAMPLE | {"novidade": "a CGE-MG pediu um documento."},
        locked="É o aviso do que a organização precisa fazer.",
        is_of_centre=True,
    )
)
TO_DCI = register(
    Kind(
        key="room.partner_acted",
        title="O partícipe agiu na sala",
        audience="DCI",
        subject="SisPMPI: o partícipe agiu na sala do acordo",
        sentence="{acordo}, {organizacao}: {frase}",
        values=EXAMPLE | {"frase": "enviou um documento."},
        profiles=frozenset(DCI),
        channel=Channel.IN_APP,
    )
)

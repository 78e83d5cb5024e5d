"""What is told about the delivery of the code and its use."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Channel, Kind

RECEIVER = "Quem recebe o código na área técnica da organização parceira"
WITHOUT = "É parte da entrega: sem ele não há como responder."
AGREEMENT = {"acordo": "Acordo 1/2026", "organizacao": "Vila Nova"}

TERMS = register(
    Kind(
        key="publication.terms",
        title="Termos de uso para aceitar",
        audience=RECEIVER,
        subject="Termos de uso do SisPMPI",
        body=(
            "Olá, {nome}.\n\nO {acordo} entre {organizacao} e a Controladoria-Geral do Estado de "
            "Minas Gerais já produz efeitos. Antes de receber o código-fonte do SisPMPI, leia e "
            "aceite os termos de uso (o link vale 30 dias e só funciona uma vez):\n\n{link}"
        ),
        values=AGREEMENT,
        locked=WITHOUT,
        is_of_centre=True,
    )
)
DELIVERED = register(
    Kind(
        key="publication.delivered",
        title="Código entregue",
        audience=RECEIVER,
        subject="Código-fonte do SisPMPI entregue",
        body=(
            "Olá, {nome}.\n\nA versão {versao} do SisPMPI foi entregue a {organizacao}.\n\n"
            "Baixe o pacote, confira o SHA-256 e confirme o recebimento nesta página (o link vale"
            " 30 dias, até o recebimento ser confirmado):\n\n{link}\n\nSHA-256 do pacote:\n{sha256}"
        ),
        values={**AGREEMENT, "versao": "1.4.0", "sha256": "9f86d081884c7d65…"},
        locked=WITHOUT,
        is_of_centre=True,
    )
)
RELEASED = register(
    Kind(
        key="publication.released",
        title="Nova versão do SisPMPI",
        audience=RECEIVER,
        subject="Nova versão do SisPMPI: {versao}",
        body=(
            "Olá, {nome}.\n\nA CGE-MG lançou a versão {versao} do SisPMPI{importancia}.\n\n"
            "O que muda:\n{notas}\n\nPara recebê-la, responda a este e-mail ou peça a quem cuida"
            " do {acordo} em {organizacao}: a DTIC manda os termos de uso e depois o pacote."
        ),
        values={
            **AGREEMENT,
            "versao": "2.5.0",
            "importancia": ", de instalação obrigatória",
            "notas": "Corrige a exportação do plano.",
        },
        is_of_centre=True,
    )
)
RELEASED_HERE = register(
    Kind(
        key="publication.released_here",
        title="Nova versão do código",
        audience="Administração e alta administração da organização",
        subject="Nova versão do SisPMPI: {versao}",
        sentence="A CGE-MG lançou a versão {versao} do SisPMPI{importancia}. Só interessa a quem"
        " instalou uma cópia própria.",
        values={"versao": "2.5.0", "importancia": ", de instalação obrigatória"},
        profiles=frozenset({Profile.ORGANISATION_ADMIN, Profile.HEAD}),
        channel=Channel.IN_APP,
    )
)
TO_DTIC = register(
    Kind(
        key="publication.delivery_moved",
        title="Entrega do código a fazer",
        audience="DTIC",
        subject="Entrega do código: há o que fazer",
        sentence="{frase}",
        values={"frase": "Vila Nova aceitou os termos de uso: registre a entrega do código."},
        profiles=frozenset({Profile.DTIC}),
        channel=Channel.IN_APP,
    )
)
CONFIRMERS = (Profile.DTIC, Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
DECLARERS = (Profile.ORGANISATION_ADMIN, Profile.HEAD)
PRODUCTION_DECLARED = register(
    Kind(
        key="publication.production_declared",
        title="Entrada em produção a conferir",
        audience="DTIC e DCI",
        subject="Entrada em produção a conferir",
        sentence="{organizacao} declarou que usa o SisPMPI em cópia própria: confira e confirme.",
        values={"organizacao": "Vila Nova"},
        profiles=frozenset(CONFIRMERS),
        channel=Channel.IN_APP,
    )
)
PRODUCTION_JUDGED = register(
    Kind(
        key="publication.production_judged",
        title="Declaração de produção conferida",
        audience="Administração e alta administração da organização",
        subject="A CGE-MG conferiu a entrada em produção",
        sentence="{frase}",
        values={"frase": "A CGE-MG confirmou a entrada em produção do SisPMPI."},
        profiles=frozenset(DECLARERS),
    )
)

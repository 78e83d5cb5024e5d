"""What is told about requests and agreements, to applicants and to who has something to do."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Channel, Kind

APPLICANT = "Ponto focal de quem fez o pedido"
ANSWER = "É a resposta a um pedido da própria pessoa."
REQUEST = {"protocolo": "2026-000001", "organizacao": "Vila Nova"}
NEWS = (
    "Olá, {nome}.\n\nO pedido {protocolo}, de {organizacao}, tem novidade: {novidade}\n\n"
    "Acompanhe por este link, que é só seu:\n{link}"
)

RECEIVED = register(
    Kind(
        key="registry.request_received",
        title="Pedido recebido",
        audience=APPLICANT,
        subject="Pedido recebido: protocolo {protocolo}",
        body=(
            "Olá, {nome}.\n\nA CGE-MG recebeu o pedido de {organizacao} para receber o SisPMPI.\n"
            "Protocolo: {protocolo}\n\nAcompanhe por este link, que é só seu:\n{link}"
        ),
        values=REQUEST,
        locked=ANSWER,
        is_of_centre=True,
    )
)
FORWARDED = register(
    Kind(
        key="registry.request_forwarded",
        title="Pedido em análise",
        audience=APPLICANT,
        subject="Pedido {protocolo} em análise",
        body=NEWS.replace("{novidade}", "ele está em análise na Diretoria Central de Integridade."),
        values=REQUEST,
        locked=ANSWER,
        is_of_centre=True,
    )
)
ADMITTED = register(
    Kind(
        key="registry.request_admitted",
        title="Pedido admitido",
        audience=APPLICANT,
        subject="Pedido {protocolo} admitido",
        body=NEWS.replace(
            "{novidade}",
            "foi admitido. A DCI enviará as minutas do acordo e do plano de trabalho.",
        ),
        values=REQUEST,
        locked=ANSWER,
        is_of_centre=True,
    )
)
REFUSED = register(
    Kind(
        key="registry.request_refused",
        title="Pedido indeferido",
        audience=APPLICANT,
        subject="Pedido {protocolo} indeferido",
        body=NEWS.replace("{novidade}", "foi indeferido. Motivo: {motivo}"),
        values=REQUEST | {"motivo": "Faltou a carta da prefeitura."},
        locked=ANSWER,
        is_of_centre=True,
    )
)
INFECTED = register(
    Kind(
        key="registry.letter_infected",
        title="Vírus no ofício do pedido",
        audience=APPLICANT,
        subject="Pedido {protocolo}: vírus no ofício",
        body=NEWS.replace(
            "{novidade}",
            "a verificação encontrou um vírus no arquivo “{arquivo}”, que foi bloqueado."
            " Verifique o seu computador com um antivírus e responda ao Gabinete da CGE-MG"
            " com outro arquivo do ofício.",
        ),
        values=REQUEST | {"arquivo": "oficio.pdf"},
        locked=ANSWER,
        is_of_centre=True,
    )
)


def to_do(key: str, title: str, audience: str, sentence: str, *profiles: Profile) -> Kind:
    """A kind that says at the centre what waits for somebody."""
    return register(
        Kind(
            key=key,
            title=title,
            audience=audience,
            subject=f"SisPMPI: {title[0].lower()}{title[1:]}",
            sentence=sentence,
            values={**REQUEST, "acordo": "Acordo 1/2026"},
            profiles=frozenset(profiles),
            channel=Channel.IN_APP,
        )
    )


ARRIVED = to_do(
    "registry.request_arrived",
    "Pedido novo",
    "Gabinete",
    "Chegou o pedido {protocolo}, de {organizacao}.",
    Profile.CABINET,
)
TO_EXAMINE = to_do(
    "registry.request_to_examine",
    "Pedido à espera de triagem",
    "DCI",
    "O pedido {protocolo}, de {organizacao}, espera a triagem da DCI.",
    Profile.DCI_ANALYST,
    Profile.DCI_DIRECTOR,
)
TO_SIGN = to_do(
    "registry.agreement_to_sign",
    "Acordo à espera de assinatura",
    "Controladoria-Geral",
    "{acordo}: os textos esperam assinatura.",
    Profile.COMPTROLLER,
)
TO_PUBLISH = to_do(
    "registry.agreement_to_publish",
    "Acordo à espera de publicação",
    "Publicação",
    "{acordo}: assinado por todos, falta publicar o extrato.",
    Profile.PUBLICATION,
)


def to_applicant(key: str, title: str, novelty: str, **values: str) -> Kind:
    """A kind that says to the applicant, by e-mail, what is new about the request."""
    return register(
        Kind(
            key=key,
            title=title,
            audience=APPLICANT,
            subject=f"Pedido {{protocolo}}: {title[0].lower()}{title[1:]}",
            body=NEWS.replace("{novidade}", novelty),
            values=REQUEST | values,
            locked=ANSWER,
            is_of_centre=True,
        )
    )


DILIGENCE = to_applicant(
    "registry.request_diligence",
    "Falta uma resposta",
    "a CGE-MG precisa de uma resposta até {prazo}. Enquanto isso a análise fica suspensa.\n\n"
    "{texto}",
    prazo="10/12/2026",
    texto="Envie o ato de posse de quem dirige a organização.",
)
REMINDER = to_applicant(
    "registry.request_reminder",
    "Resposta em atraso",
    "o prazo da resposta terminou em {prazo}. Sem resposta até {arquivo}, o pedido é arquivado.",
    prazo="10/12/2026",
    arquivo="10/02/2027",
)
ARCHIVED = to_applicant(
    "registry.request_archived",
    "Pedido arquivado",
    "foi arquivado por falta de resposta. Um novo pedido pode ser feito a qualquer tempo.",
)
MEETING = to_applicant(
    "registry.request_meeting",
    "Reunião marcada",
    "a CGE-MG marcou uma reunião para {quando}. {onde}",
    quando="10/12/2026 às 14:00",
    onde="https://reuniao.exemplo.test/sala",
)
ANSWERED = to_do(
    "registry.request_answered",
    "Diligência respondida",
    "DCI",
    "{organizacao} respondeu à diligência do pedido {protocolo}.",
    Profile.DCI_ANALYST,
    Profile.DCI_DIRECTOR,
)
GIVEN_UP = to_do(
    "registry.request_withdrawn",
    "Desistência de um pedido",
    "Gabinete e DCI",
    "{organizacao} desistiu do pedido {protocolo}: {motivo}",
    Profile.CABINET,
    Profile.DCI_ANALYST,
    Profile.DCI_DIRECTOR,
)
SILENT = to_do(
    "registry.request_silent",
    "Pedido arquivado por silêncio",
    "DCI",
    "O pedido {protocolo}, de {organizacao}, foi arquivado: a diligência não foi respondida.",
    Profile.DCI_ANALYST,
    Profile.DCI_DIRECTOR,
)
# these may come more than once for a request
AGAIN = frozenset({DILIGENCE.key, REMINDER.key, MEETING.key})

JUDGES = (Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
PROPOSERS = (Profile.ORGANISATION_ADMIN, Profile.HEAD)
PROPOSED = register(
    Kind(
        key="registry.own_data_proposed",
        title="Alteração de dados a conferir",
        audience="DCI",
        subject="SisPMPI: alteração de dados a conferir",
        sentence="{organizacao} propôs alterar os próprios dados: {dados}.",
        values={"organizacao": "Vila Nova", "dados": "Sigla, CNPJ"},
        profiles=frozenset(JUDGES),
        channel=Channel.IN_APP,
    )
)
JUDGED = register(
    Kind(
        key="registry.own_data_judged",
        title="Alteração de dados conferida",
        audience="Administração e alta administração da organização",
        subject="A CGE-MG conferiu a alteração de dados",
        sentence="A CGE-MG {decisao} a alteração dos dados da organização{motivo}.",
        values={"decisao": "aceitou", "motivo": ""},
        profiles=frozenset(PROPOSERS),
    )
)
HELD = register(
    Kind(
        key="registry.hold_told",
        title="Etapa do acordo suspensa ou retomada",
        audience="Administração e alta administração da organização",
        subject="Acordo com a CGE-MG: etapa suspensa ou retomada",
        sentence="{frase}",
        values={"frase": "A CGE-MG suspendeu a etapa “Entrega do código”: revisão da licença."},
        profiles=frozenset(PROPOSERS),
    )
)

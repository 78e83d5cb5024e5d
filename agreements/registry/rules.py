"""The life of a request and of an agreement, and what a signature must satisfy. Pure."""

from collections.abc import Iterable
from datetime import date

from django.db.models import TextChoices

from agreements.registry.values import Terms
from documents.rules import MB, Purpose
from foundation.flow import Flow, step

NO_FIXED_START = "Informe a data em que a vigência começa."
FIRST_YEAR, LAST_YEAR = 2000, 2100
FAR_START = f"Confira o ano: a vigência começa entre {FIRST_YEAR} e {LAST_YEAR}."
LONGEST_TERM = {"days": 1827, "weeks": 261, "months": 60, "years": 5}
ANSWER = Purpose(
    "request_answer",
    "Resposta a diligência",
    10 * MB,
    ("pdf", "png", "jpg", "jpeg", "doc", "docx", "xls", "xlsx"),
)
MAIL_ATTACHMENT = Purpose(
    "mail_attachment",
    "Anexo de e-mail",
    10 * MB,
    ("pdf", "png", "jpg", "jpeg", "doc", "docx", "xls", "xlsx"),
)
LARGEST_MAIL = 25 * MB
MINUTES = Purpose("meeting_minutes", "Ata de reunião", 10 * MB, ("pdf", "docx"))
DEFAULT_OBJECT = (
    "A cessão gratuita, pela CGE-MG ao partícipe, do código-fonte do Sistema do Plano Mineiro de"
    " Promoção da Integridade – SisPMPI, para uso na gestão do seu plano de integridade, e a"
    " cooperação entre as partes para aprimorar esse código-fonte"
)
DEFAULT_LEGAL_BASES = (
    "art. 184 da Lei Federal nº 14.133, de 1º de abril de 2021",
    "art. 16 da Lei Federal nº 14.063, de 23 de setembro de 2020",
    "Decreto Estadual nº 48.419, de 16 de maio de 2022",
)


class RequestState(TextChoices):
    RECEIVED = "received", "Recebido"
    IN_TRIAGE = "in_triage", "Em triagem"
    IN_DILIGENCE = "in_diligence", "Em diligência"
    ADMITTED = "admitted", "Admitido"
    REFUSED = "refused", "Indeferido"
    WITHDRAWN = "withdrawn", "Desistência"
    ARCHIVED = "archived", "Arquivado"


class Channel(TextChoices):
    PORTAL = "portal", "Portal"
    EMAIL = "email", "E-mail"


class ContactRole(TextChoices):
    FOCAL = "focal", "Ponto focal"
    TECHNICAL = "technical", "Contato técnico"


class MeetingMode(TextChoices):
    ONLINE = "online", "Videoconferência"
    IN_PERSON = "in_person", "Presencial"


class AgreementState(TextChoices):
    DRAFT = "draft", "Em minuta"
    AWAITING_SIGNATURE = "awaiting_signature", "Aguardando assinatura"
    PARTIALLY_SIGNED = "partially_signed", "Assinado em parte"
    SIGNED = "signed", "Assinado"
    PUBLISHED = "published", "Publicado"
    ENDED = "ended", "Encerrado"


class StartBasis(TextChoices):
    """From when the term runs."""

    SIGNATURE = "signature", "da data da última assinatura"
    STATE_GAZETTE = "state_gazette", "da publicação do extrato no Diário Oficial do Estado"
    FIXED_DATE = "fixed_date", "de data fixada"


class EffectOnUse(TextChoices):
    """What the end of the agreement means for those who already use the system."""

    KEEPS_USE = "keeps_use", "O uso continua permitido"
    ENDS_SUPPORT = "ends_support", "O uso continua, sem apoio da CGE"
    ENDS_USE = "ends_use", "O uso termina"


class SignedDocument(TextChoices):
    """The two texts that are signed."""

    AGREEMENT = "agreement", "Acordo de Cooperação Técnica"
    WORK_PLAN = "work_plan", "Plano de trabalho"


class Origin(TextChoices):
    """By which road a signature came to be known."""

    MANUAL = "manual", "Registro manual"
    SEI = "sei", "Lida no SEI"
    PADES = "pades", "Lida no PDF (ICP)"


class Side(TextChoices):
    """Who signs."""

    CGE = "cge", "CGE-MG"
    PARTNER = "partner", "Partícipe"


REQUEST_FLOW = Flow(
    {
        "forward": step(RequestState.RECEIVED, RequestState.IN_TRIAGE, "Encaminhar à DCI"),
        "admit": step(RequestState.IN_TRIAGE, RequestState.ADMITTED, "Admitir"),
        "refuse": step(RequestState.IN_TRIAGE, RequestState.REFUSED, "Indeferir"),
        "ask": step(RequestState.IN_TRIAGE, RequestState.IN_DILIGENCE, "Pedir diligência"),
        "answer": step(RequestState.IN_DILIGENCE, RequestState.IN_TRIAGE, "Responder à diligência"),
        "withdraw": step(
            (RequestState.RECEIVED, RequestState.IN_TRIAGE, RequestState.IN_DILIGENCE),
            RequestState.WITHDRAWN,
            "Desistir",
        ),
        "archive": step(RequestState.IN_DILIGENCE, RequestState.ARCHIVED, "Arquivar"),
    }
)
OPEN_REQUEST = (RequestState.RECEIVED, RequestState.IN_TRIAGE, RequestState.IN_DILIGENCE)
UNDER_EXAMINATION = (RequestState.IN_TRIAGE, RequestState.IN_DILIGENCE)

AGREEMENT_FLOW = Flow(
    {
        "send_for_signature": step(
            AgreementState.DRAFT, AgreementState.AWAITING_SIGNATURE, "Enviar para assinatura"
        ),
        "return_to_draft": step(
            AgreementState.AWAITING_SIGNATURE, AgreementState.DRAFT, "Devolver à minuta"
        ),
        "sign": step(
            (AgreementState.AWAITING_SIGNATURE, AgreementState.PARTIALLY_SIGNED),
            AgreementState.PARTIALLY_SIGNED,
            "Registrar assinatura",
        ),
        "complete": step(
            AgreementState.PARTIALLY_SIGNED, AgreementState.SIGNED, "Concluir assinaturas"
        ),
        "publish": step(AgreementState.SIGNED, AgreementState.PUBLISHED, "Publicar"),
        "end": step(AgreementState.PUBLISHED, AgreementState.ENDED, "Encerrar"),
    }
)
LIVE_AGREEMENT = (
    AgreementState.DRAFT,
    AgreementState.AWAITING_SIGNATURE,
    AgreementState.PARTIALLY_SIGNED,
    AgreementState.SIGNED,
    AgreementState.PUBLISHED,
)

Errors = dict[str, list[str]]


def missing_signatures(
    signed: Iterable[tuple[str, str]],
) -> list[tuple[SignedDocument, Side]]:
    """What is still to be signed, and by whom, in the order of the procedure."""
    given = set(signed)
    return [
        (document, side)
        for document in SignedDocument
        for side in Side
        if (document.value, side.value) not in given
    ]


def signature_faults(
    *,
    signed_date: date,
    mandate_start: date,
    mandate_end: date | None,
    today: date,
) -> Errors:
    """Why a signature of that day cannot be recorded (G07); nothing when it can."""
    faults: Errors = {}
    if mandate_end is not None and mandate_end < mandate_start:
        faults["mandate_end"] = ["O fim do mandato não pode ser antes do começo."]
    reason = ""
    if signed_date > today:
        reason = "A data da assinatura não pode estar no futuro."
    elif signed_date < mandate_start:
        reason = "A assinatura é anterior ao começo do mandato de quem assinou."
    elif mandate_end is not None and signed_date > mandate_end:
        reason = "A assinatura é posterior ao fim do mandato de quem assinou."
    if reason:
        faults["signed_date"] = [reason]
    return faults


def mandate_faults(mandate_start: date, mandate_end: date | None, today: date) -> Errors:
    """Why somebody cannot be recorded as head with this mandate."""
    if mandate_end is not None and mandate_end < mandate_start:
        return {"mandate_end": ["O fim do mandato não pode ser antes do começo."]}
    if mandate_start > today:
        return {"mandate_start": ["O mandato ainda não começou: informe quem dirige hoje."]}
    if mandate_end is not None and mandate_end < today:
        return {"mandate_end": ["Este mandato já terminou: informe quem dirige hoje."]}
    return {}


def protocol_of(year: int, number: int) -> str:
    """`2026.000123`."""
    return f"{year}.{number:06d}"


def terms_faults(terms: Terms) -> Errors:
    """Why a term cannot be agreed: without an end, too long, or fixed without its day."""
    faults: Errors = {}
    if terms.term_length < 1:
        faults["term_length"] = ["A vigência precisa ter prazo determinado: informe 1 ou mais."]
    elif terms.term_length > LONGEST_TERM[terms.term_unit]:
        faults["term_length"] = ["A vigência não pode passar de 5 anos."]
    if terms.start_basis == StartBasis.FIXED_DATE:
        day = terms.fixed_start_date
        if day is None:
            faults["fixed_start_date"] = [NO_FIXED_START]
        elif not FIRST_YEAR <= day.year <= LAST_YEAR:
            faults["fixed_start_date"] = [FAR_START]
    if not terms.object.strip():
        faults["object"] = ["Descreva o objeto do acordo."]
    return faults


def start_of_term(
    basis: str, *, signed_date: date | None, gazette_date: date, fixed_date: date | None
) -> date:
    """The first day of the term (G10)."""
    if basis == StartBasis.SIGNATURE and signed_date is not None:
        return signed_date
    if basis == StartBasis.FIXED_DATE and fixed_date is not None:
        return fixed_date
    return gazette_date

"""What an extract says, what a gazette record must hold, how the code is delivered. Pure."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from agreements.registry.rules import StartBasis
from agreements.registry.species import Species, in_full
from documents.rules import MB, YEAR, Purpose
from foundation.flow import Flow, step
from foundation.identifiers import formatted_cnpj
from foundation.periods import TermUnit, term_in_words
from foundation.words import folded, joined

STATE_GAZETTE = "Minas Gerais"
PUBLIC_COPY = Purpose("agreement_copy", "Cópia pública de acordo", 40 * MB, ("pdf",), 10 * YEAR)
CENTRE_PARTY = (
    "Estado de Minas Gerais, por intermédio da Controladoria-Geral do Estado de Minas Gerais"
    " (CGE-MG)"
)
# of a folded word: `ações` and `ação`, `órgãos` and `órgão` have one ending, which no stemmer knows
ENDING = r"(\w{2,})(oes|aes|aos|ao)"
ONE_ENDING = r"\1a"
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?\Z")

BEFORE_SIGNATURE = "A publicação não pode ser anterior à última assinatura, de {day}."
IN_FUTURE = "A data não pode ser futura: registre depois que o diário circular."
NO_PLACE = "Informe a página ou o código da matéria: é por um deles que se encontra a publicação."
NOT_A_VERSION = "Escreva a versão com três números, como 2.4.1."
NOT_RELEASED = "Escolha uma versão lançada: esta foi retirada ou ainda está em preparação."
NOT_CLEAN = "Confirme que o banco de dados entregue não leva dados pessoais nem de teste."
OTHER_SHA = (
    "Este SHA-256 não é o do pacote entregue. Baixe o pacote de novo e confira;"
    " se continuar diferente, avise a CGE-MG antes de instalar."
)
OTHER_EMAIL = "O e-mail não é o da pessoa que recebeu este link. Use o endereço em que ele chegou."


class Vehicle(TextChoices):
    """Where: the State's gazette makes the agreement effective, the others are beside it."""

    STATE = "state", "Diário oficial do Estado"
    PARTNER = "partner", "Diário oficial do partícipe"
    PNCP = "pncp", "Portal Nacional de Contratações Públicas (PNCP)"


class PublicKind(TextChoices):
    """The documents of an agreement that the portal hands out."""

    AGREEMENT = "agreement", "Acordo assinado"
    WORK_PLAN = "work_plan", "Plano de trabalho assinado"
    STATE_GAZETTE = "state_gazette", "Página do diário oficial do Estado"
    PARTNER_GAZETTE = "partner_gazette", "Página do diário do partícipe"


class Situation(TextChoices):
    """Of the term, told by the dates alone."""

    TO_START = "to_start", "A iniciar"
    IN_FORCE = "in_force", "Vigente"
    ENDED = "ended", "Encerrado"


class DeliveryState(TextChoices):
    CONTACTED = "contacted", "Área técnica contatada"
    TERMS_ACCEPTED = "terms_accepted", "Termos de uso aceitos"
    DELIVERED = "delivered", "Código entregue"
    RECEIVED = "received", "Recebimento confirmado"


DELIVERY_FLOW = Flow(
    {
        "accept_terms": step(
            DeliveryState.CONTACTED, DeliveryState.TERMS_ACCEPTED, "Aceitar os termos de uso"
        ),
        "deliver": step(
            DeliveryState.TERMS_ACCEPTED, DeliveryState.DELIVERED, "Registrar a entrega do código"
        ),
        "receive": step(DeliveryState.DELIVERED, DeliveryState.RECEIVED, "Confirmar o recebimento"),
    }
)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed, in what post, for which side."""

    name: str
    post: str
    for_centre: bool


@dataclass(frozen=True, slots=True)
class ExtractFacts:
    """Everything an extract is made of."""

    number: int
    year: int
    partner: str
    partner_cnpj: str
    object: str
    term: str
    legal_basis: str
    sei_number: str
    signed_date: date
    signatories: tuple[Signatory, ...]
    species: str = Species.ACT.value


@dataclass(frozen=True, slots=True)
class GazetteRecord:
    """Where and when the extract came out."""

    gazette_name: str
    published_date: date
    edition: str = ""
    page: str = ""
    matter_code: str = ""
    url: str = ""


def written(day: date) -> str:
    """05/01/2026."""
    return f"{day:%d/%m/%Y}"


def extract_title(species: str, number: int, year: int) -> str:
    """The first line, and the heading of the page."""
    return f"Extrato do {in_full(species, number, year)}"


def signed_by(signatories: tuple[Signatory, ...], *, for_centre: bool) -> str:
    """`Ana Souza (Prefeita) e Rui Lima (Secretário)`."""
    return joined(
        [f"{each.name} ({each.post})" for each in signatories if each.for_centre == for_centre]
    )


def extract_text(facts: ExtractFacts) -> str:
    """The text sent to the gazette, one labelled line a subject."""
    cnpj = f", CNPJ {formatted_cnpj(facts.partner_cnpj)}" if facts.partner_cnpj else ""
    centre = signed_by(facts.signatories, for_centre=True)
    partner = signed_by(facts.signatories, for_centre=False)
    lines = [
        extract_title(facts.species, facts.number, facts.year).upper(),
        f"PARTÍCIPES: {CENTRE_PARTY}, e {facts.partner}{cnpj}.",
        f"OBJETO: {sentence(facts.object)}",
        "VALOR: sem transferência de recursos financeiros entre os partícipes.",
        f"VIGÊNCIA: {sentence(facts.term)}",
        f"FUNDAMENTO LEGAL: {sentence(facts.legal_basis)}" if facts.legal_basis else "",
        f"PROCESSO SEI: {facts.sei_number}." if facts.sei_number else "",
        f"DATA DA ASSINATURA: {written(facts.signed_date)}.",
        f"SIGNATÁRIOS: {centre}, pela CGE-MG; {partner}, pelo partícipe.",
    ]
    return "\n".join(line for line in lines if line)


def sentence(text: str) -> str:
    """The text with one full stop at its end."""
    return f"{text.strip().rstrip('.')}."


def party_name(name: str, *, is_municipality: bool) -> str:
    """`Município de Uberaba`: a town signs as what it is."""
    if not is_municipality or name.lower().startswith("município"):
        return name
    return f"Município de {name}"


def term_text(
    *, length: int, unit: str, basis: str, fixed_date: date | None, end_date: date | None
) -> str:
    """`24 (vinte e quatro) meses, a partir da data da última assinatura, com término em …`.

    Without an end while it depends on a day that is not known yet.
    """
    fixed = basis == StartBasis.FIXED_DATE and fixed_date is not None
    start = f"de {written(fixed_date)}" if fixed and fixed_date else StartBasis(basis).label
    end = f", com término em {written(end_date)}" if end_date else ""
    return f"{term_in_words(length, TermUnit(unit))}, a partir {start}{end}"


def gazette_faults(
    record: GazetteRecord, *, signed_date: date, today: date
) -> dict[str, list[str]]:
    """What is wrong with a record of a publication, by field; empty when nothing is."""
    faults: defaultdict[str, list[str]] = defaultdict(list)
    if record.published_date < signed_date:
        faults["published_date"].append(BEFORE_SIGNATURE.format(day=written(signed_date)))
    if record.published_date > today:
        faults["published_date"].append(IN_FUTURE)
    if not record.page and not record.matter_code:
        faults["page"].append(NO_PLACE)
    return dict(faults)


def delivery_faults(*, is_released: bool, is_clean: bool) -> dict[str, list[str]]:
    """What is wrong with a delivery of code, by field; empty when nothing is."""
    checks = (("release_uid", is_released, NOT_RELEASED), ("is_clean", is_clean, NOT_CLEAN))
    return {name: [message] for name, right, message in checks if not right}


def normal_sha256(text: str) -> str:
    """As the tools print it, whatever the case and spaces it was pasted with."""
    return "".join(text.split()).lower()


def situation_of(start: date, end: date, today: date) -> Situation:
    """Of a term on a day; its first and its last day are in force."""
    if today < start:
        return Situation.TO_START
    return Situation.ENDED if today > end else Situation.IN_FORCE


def searched(text: str) -> str:
    """Words as they are compared: without accents or case, and with one ending for the nasals."""
    return re.sub(rf"\b{ENDING}\b", ONE_ENDING, folded(text))

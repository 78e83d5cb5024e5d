"""From clauses and plan to the two texts in their canonical form, and from there to paper. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from agreements.registry.models import Agreement
from agreements.registry.rules import EffectOnUse, StartBasis
from agreements.registry.species import ITSELF, Species
from agreements.work_plans.clauses import CLOSING, PREAMBLE, UNNUMBERED, filled
from agreements.work_plans.models import Clause, Goal, Stage, WorkPlan
from agreements.work_plans.rules import offset_in_words
from documents.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Signatures,
    Table,
)
from documents.blocks import Clause as ClauseBlock
from foundation.identifiers import formatted_cnpj
from foundation.periods import EndConvention, TermUnit, term_in_words
from foundation.words import date_in_words
from tenants.models import Organisation
from tenants.rules import Nature

COMPTROLLER = ("Controlador-Geral do Estado", "Controladoria-Geral do Estado de Minas Gerais")
NO_MONEY = "Não há repasse de recursos financeiros nem doação de bens entre as partes."
EFFECTS = {
    EffectOnUse.KEEPS_USE: "O fim deste {itself} não retira do PARTÍCIPE o direito de usar a versão"
    " do SisPMPI que já tiver recebido.",
    EffectOnUse.ENDS_SUPPORT: "Com o fim deste {itself} o PARTÍCIPE pode continuar a usar a versão"
    " que já tiver recebido, sem apoio nem novas versões da CGE-MG.",
    EffectOnUse.ENDS_USE: "Com o fim deste {itself} o PARTÍCIPE deixa de usar o SisPMPI e comunica"
    " à CGE-MG a sua desinstalação.",
}


def partner_name(organisation: Organisation) -> str:
    """The partner as a party: `Município de Uberaba (MG)`, or its own name."""
    if Nature(organisation.nature).is_municipality:
        return f"Município de {organisation.name} ({organisation.state})"
    return organisation.name


def start_in_words(agreement: Agreement) -> str:
    """`da publicação do extrato…`, `de 1º de julho de 2026`."""
    if agreement.start_basis == StartBasis.FIXED_DATE and agreement.fixed_start_date:
        return f"de {date_in_words(agreement.fixed_start_date)}"
    return str(StartBasis(agreement.start_basis).label)


def mid_sentence(text: str) -> str:
    """A text that begins with an article, as it stands after a colon."""
    return text[0].lower() + text[1:] if text.startswith(("A ", "O ", "As ", "Os ")) else text


def values_of(agreement: Agreement) -> dict[str, object]:
    """What the clauses ask for by name."""
    day_before = agreement.end_convention == EndConvention.DAY_BEFORE
    return {
        "partner": partner_name(agreement.organisation),
        "cnpj": formatted_cnpj(agreement.organisation.cnpj),
        "head_name": agreement.head.name,
        "head_post": agreement.head.post,
        "head_act": agreement.head.act,
        "number": agreement.number,
        "year": agreement.year,
        "legal_bases": "; ".join(agreement.legal_bases),
        "sei_number": agreement.sei_number,
        "object": mid_sentence(agreement.object.rstrip(". ")),
        "term": term_in_words(agreement.term_length, TermUnit(agreement.term_unit)),
        "start": start_in_words(agreement),
        "end_convention": "a véspera do dia correspondente"
        if day_before
        else "o dia correspondente",
        "notice": term_in_words(agreement.notice_days, TermUnit.DAYS),
        "effect": EFFECTS[EffectOnUse(agreement.effect_on_use)].format(
            itself=ITSELF[Species(agreement.species)]
        ),
    }


def agreement_text(
    agreement: Agreement,
    clauses: Sequence[Clause],
    wordings: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """The agreement in its canonical form: what is hashed, and all that is printed.

    `wordings` are the paragraphs of clauses that read otherwise here; none leaves a clause out.
    """
    values = values_of(agreement)
    own = wordings or {}
    written = {
        clause.key: {
            "key": clause.key,
            "version": clause.version,
            "title": clause.title,
            "items": [filled(each, values) for each in own.get(clause.key, clause.paragraphs)],
        }
        for clause in clauses
    }
    is_act = agreement.species == Species.ACT  # whose texts said nothing of it, and keep their hash
    return {
        **({} if is_act else {"species": agreement.species}),
        "title": agreement.full_title,
        "preamble": written[PREAMBLE],
        "clauses": [
            each for key, each in written.items() if key not in UNNUMBERED and each["items"]
        ],
        "closing": written[CLOSING],
        "signatures": signers(agreement),
    }


def signers(agreement: Agreement) -> list[list[str]]:
    """Who signs both texts, with the office."""
    head = agreement.head
    partner = partner_name(agreement.organisation)
    return [list(COMPTROLLER), [head.name, f"{head.post} – {partner}"]]


def work_plan_text(agreement: Agreement, plan: WorkPlan) -> dict[str, Any]:
    """The work plan in its canonical form."""
    return {
        "title": f"Plano de trabalho do {agreement.full_title}",
        "facts": [
            [
                "Partícipes",
                f"Controladoria-Geral do Estado e {partner_name(agreement.organisation)}",
            ],
            ["CNPJ do partícipe", formatted_cnpj(agreement.organisation.cnpj)],
            ["Processo SEI", agreement.sei_number],
            ["Vigência", f"{values_of(agreement)['term']}, a partir {start_in_words(agreement)}"],
        ],
        "object": agreement.object.rstrip(". ") + ".",
        "justification": plan.justification,
        "expected_results": plan.expected_results,
        "goals": [goal_text(goal) for goal in plan.goals.all()],
        "resources": NO_MONEY,
        "signatures": signers(agreement),
    }


def goal_text(goal: Goal) -> dict[str, Any]:
    """One goal with its stages."""
    stages = [
        stage_text(goal.order, position, stage)
        for position, stage in enumerate(goal.stages.all(), start=1)
    ]
    return {"goal": str(goal), "indicator": goal.indicator, "stages": stages}


def stage_text(goal: int, position: int, stage: Stage) -> list[str]:
    """One stage as a row: number, what, who, from when, until when."""
    return [
        f"{goal}.{position}",
        stage.description,
        stage.get_responsible_display(),
        offset_in_words(stage.start_event, stage.start_offset, stage.offset_unit),
        offset_in_words(stage.end_event, stage.end_offset, stage.offset_unit),
    ]


def agreement_blocks(text: dict[str, Any]) -> list[Block]:
    """The agreement, laid out."""
    blocks: list[Block] = [Paragraph(each, PREAMBLE) for each in text["preamble"]["items"]]
    blocks += [ClauseBlock(each["title"], each["items"], each["key"]) for each in text["clauses"]]
    blocks += [Paragraph(each, CLOSING) for each in text["closing"]["items"]]
    return [*blocks, Signatures([(name, post) for name, post in text["signatures"]])]


def work_plan_blocks(text: dict[str, Any]) -> list[Block]:
    """The work plan, laid out."""
    blocks: list[Block] = [
        Heading("1. Identificação"),
        Facts([(name, value) for name, value in text["facts"]]),
        Heading("2. Objeto"),
        Paragraph(text["object"]),
        Heading("3. Justificativa"),
        Paragraph(text["justification"]),
        Heading("4. Resultados esperados"),
        Paragraph(text["expected_results"]),
        Heading("5. Metas e etapas"),
    ]
    for goal in text["goals"]:
        blocks += [
            Heading(f"Meta {goal['goal']}", level=2),
            Bullets([f"Indicador: {goal['indicator']}"]),
            Table(
                head=["Nº", "Etapa", "Responsável", "Começo", "Fim"],
                rows=goal["stages"],
                caption=f"Etapas da meta {goal['goal']}",
                widths=(1, 4, 2, 3, 3),
            ),
        ]
    blocks += [Heading("6. Recursos"), Paragraph(text["resources"])]
    return [*blocks, Signatures([(name, post) for name, post in text["signatures"]])]

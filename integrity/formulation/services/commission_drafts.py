"""The acts of a commission as drafts to be signed: what is registered filled in, the rest blank."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from access.rules import Actor, require
from documents.blocks import Block, Bullets, Paragraph, Signatures
from foundation.vocabulary import word
from foundation.words import date_in_words, joined, number_in_words
from integrity.formulation import permissions
from integrity.formulation.models import Commission, CommissionAct, CommissionMember, Plan
from integrity.formulation.queries import commission as queries
from integrity.formulation.queries.commission import Standing
from integrity.formulation.rules.commission import ActKind

BLANK, BLANK_DAYS = "__________", "_____"
UNNAMED = f"Ato nº {BLANK}, de {BLANK}"
SIGNS = [(BLANK * 3, "Autoridade máxima do órgão")]
Said = str | tuple[str, list[str]]
ENTERS = "Este ato entra em vigor na data de sua publicação."


def institution_draft(*, actor: Actor, plan: Plan, at: datetime) -> bytes:
    """The act that institutes the commission of a plan. Raises Denied, or NotFound without one."""
    found = _commission(actor, plan)
    first = queries.compositions(found)[-1].people
    title = found.act_name or UNNAMED
    return _written(plan, title, institution_blocks(plan, found, first), at)


def act_draft(*, actor: Actor, plan: Plan, act: CommissionAct, at: datetime) -> bytes:
    """A registered extension or change of the commission. Raises Denied."""
    found = _commission(actor, plan)
    return _written(plan, act.act_name, act_blocks(plan, found, act.kind, act), at)


def next_act_draft(*, actor: Actor, plan: Plan, kind: ActKind, at: datetime) -> bytes:
    """An extension or a change to come, with blanks for what it will say. Raises Denied."""
    found = _commission(actor, plan)
    return _written(plan, UNNAMED, act_blocks(plan, found, kind), at)


def _commission(actor: Actor, plan: Plan) -> Commission:
    """Registration numbers stand in an act: it is for who drafts in the organ that leads."""
    require(actor, permissions.DRAFT_PLAN)
    permissions.must_lead(actor, plan)
    return queries.commission_of(plan)


def _written(plan: Plan, title: str, blocks: Iterable[Block], at: datetime) -> bytes:
    from documents.docx import write_docx  # heavy, and most processes write none

    header = f"{plan.organ} · Minuta de ato da comissão · {plan.edition_label}"
    return write_docx(title, [*blocks], at=at, header=header)


def institution_blocks(plan: Plan, found: Commission, people: Iterable[Standing]) -> list[Block]:
    """What institutes a commission, with who was in it at first."""
    return [
        Paragraph("Institui a comissão que elabora o programa e o plano de integridade."),
        *_resolves(plan),
        *articles(
            f"Fica instituída a comissão encarregada de elaborar {_subject(plan)}.",
            ("A comissão é composta por:", _standing(people)),
            "Cabe a quem coordena convocar as reuniões, organizar os trabalhos e apresentar o "
            "resultado à autoridade máxima.",
            f"A comissão tem o prazo de {_days(found.term_days)}, contados da publicação deste "
            "ato, para concluir os trabalhos.",
            ENTERS,
        ),
        Signatures(SIGNS),
    ]


def act_blocks(
    plan: Plan, found: Commission, kind: str, act: CommissionAct | None = None
) -> list[Block]:
    """What prolongs a commission or changes who is in it."""
    if kind == ActKind.EXTENSION:
        says: list[Said] = [
            f"Fica prorrogado por {_days(act.term_days if act else None)}, contados da publicação "
            f"deste ato, o prazo da comissão {_instituted(found)}, para concluir {_subject(plan)}."
        ]
        about = "Prorroga o prazo da comissão que elabora o plano de integridade."
    else:
        says = _composition(plan, found, act)
        about = "Altera a composição da comissão que elabora o plano de integridade."
    return [Paragraph(about), *_resolves(plan), *articles(*says, ENTERS), Signatures(SIGNS)]


def _composition(plan: Plan, found: Commission, act: CommissionAct | None) -> list[Said]:
    standing = queries.compositions(found)
    shown = next(each for each in standing if act is None or each.act == act)
    came = [str(each.seat) for each in shown.people if each.joined] if act else [BLANK]
    left = [str(each.seat) for each in shown.people if each.left] if act else [BLANK]
    moved = [f"entram: {joined(came)}"] if came else []
    moved += [f"saem: {joined(left)}"] if left else []
    changed = joined(moved) or "mudam as funções de quem a integra"
    return [
        f"Na comissão {_instituted(found)}, para elaborar {_subject(plan)}, {changed}.",
        ("A comissão fica assim composta:", _standing(shown.people)),
    ]


def articles(*says: Said) -> Iterator[Block]:
    """`Art. 1º …`; of a pair the second are the lines under the first."""
    for number, said in enumerate(says, start=1):
        head, lines = (said, []) if isinstance(said, str) else said
        yield Paragraph(f"Art. {number}º {head}")
        if lines:
            yield Bullets(lines)


def _resolves(plan: Plan) -> Iterator[Block]:
    yield Paragraph(f"A autoridade máxima ({plan.organ}), no uso de suas atribuições, resolve:")


def _subject(plan: Plan) -> str:
    return f"o programa e o plano de integridade de {plan.of_whom} ({plan.edition_label})"


def _instituted(found: Commission) -> str:
    if found.published_date:
        return f"instituída por {found.act_name}, de {date_in_words(found.published_date)}"
    return f"em atividade desde {_day(found.start_date)}"


def _day(day: date | None) -> str:
    return date_in_words(day) if day else BLANK


def _days(days: int | None) -> str:
    return f"{days} ({number_in_words(days)}) dias" if days else f"{BLANK_DAYS} dias"


def _standing(people: Iterable[Standing]) -> list[str]:
    return [_member(each.seat, each.said) for each in people if not each.left]


def _member(seat: CommissionMember, place: str) -> str:
    number = seat.person.registration_number
    parts = [
        str(seat.person),
        *([f"{word('registration')} {number}"] if number else []),
        *([str(seat.unit)] if seat.unit else []),
        *([place] if place else []),
    ]
    return ", ".join(parts)

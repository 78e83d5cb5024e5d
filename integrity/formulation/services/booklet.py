"""The plan as a document: its parts, from the same snapshot that publication freezes."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from documents.blocks import Block, Bullets, Contents, Facts, Heading, Paragraph, Rich, Table
from foundation.markup import plain
from foundation.words import joined
from integrity.formulation.rules.commission import place_of, place_said
from integrity.formulation.rules.joint import of_whom
from integrity.formulation.rules.planning import (
    Indicator,
    Polarity,
    milestones_of,
    milestones_text,
)
from integrity.formulation.rules.risk_scales import Scale
from integrity.formulation.services.adhesion_text import adhesion_blocks
from integrity.formulation.services.booklet_figures import figures_of
from integrity.formulation.services.programme_text import programme_blocks, validation_blocks
from ui.formats import money


def booklet_of(
    snapshot: Mapping[str, Any], scale: Scale, *, act: str = "", note: str = ""
) -> list[Block]:
    """The whole as a booklet: with contents, and with the plan in figures before its parts.

    `scale` is the one in force on the day: risks assessed in a matrix of another size are listed,
    not drawn.
    """
    return [
        *_opening(snapshot, act, note),
        Contents(),
        *figures_of(snapshot, scale),
        *_parts(snapshot),
    ]


def blocks_of(snapshot: Mapping[str, Any], *, act: str = "", note: str = "") -> list[Block]:
    """Commission, programme, every axis with its actions, risks, validation: what is filled in.

    `act` is the act of publication, `note` what is said above a draft.
    """
    return [*_opening(snapshot, act, note), *_parts(snapshot)]


def _parts(snapshot: Mapping[str, Any]) -> list[Block]:
    return [
        *adhesion_blocks(snapshot),
        *_commission(snapshot["commission"]),
        *programme_blocks(snapshot),
        *_axes(snapshot),
        *_risks(snapshot),
        *validation_blocks(snapshot),
    ]


def _opening(snapshot: Mapping[str, Any], act: str, note: str) -> Iterator[Block]:
    revision = f", revisão {snapshot['revision']}" if snapshot["revision"] else ""
    organs = of_whom(snapshot["organ"], snapshot.get("partners", ""))
    pairs = [
        ("Órgãos" if "partners" in snapshot else "Órgão", organs),
        ("Edição", f"{snapshot['edition']}ª{revision}"),
    ]
    if act:
        pairs.append(("Ato de publicação", act))
    yield Facts(pairs)
    if note:
        yield Paragraph(note)


def _commission(commission: Mapping[str, Any] | None) -> Iterator[Block]:
    if commission is None:
        return
    yield Heading("Comissão")
    if commission["is_formal"]:
        yield Paragraph(f"Instituída por {_act(commission)}.")
    else:
        yield Paragraph(f"Em atividade desde {_day(commission['start_date'])}.")
    yield Bullets([_member(each) for each in commission["members"]])
    yield from _acts(commission)


def _acts(commission: Mapping[str, Any]) -> Iterator[Block]:
    """What prolonged the commission or changed who is in it, in order."""
    said = [
        f"{each['number']}ª prorrogação de prazo: {_act(each)}, até {_day(each['due_date'])}."
        for each in commission.get("extensions", [])
    ]
    for each in commission.get("changes", []):
        moved = [f"entrou {name}" for name in each["joined"]]
        moved += [f"saiu {name}" for name in each["left"]]
        told = f": {joined(moved)}" if moved else ""
        said.append(f"{each['number']}ª alteração na composição ({_act(each)}){told}.")
    if said:
        yield Heading("Atos da comissão", 2)
        yield Bullets(said)


def _act(said: Mapping[str, Any]) -> str:
    return f"{said['act_name']}, de {_day(said['published_date'])}"


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def _member(member: Mapping[str, Any]) -> str:
    unit = f", {member['unit']}" if member["unit"] else ""
    place = place_said(
        place_of(
            is_active=True,
            is_coordinator=member["is_coordinator"],
            is_alternate=member.get("is_alternate", False),
        )
    )
    return f"{member['name']}{unit}{f' ({place})' if place else ''}"


def _axes(snapshot: Mapping[str, Any]) -> Iterator[Block]:
    for axis in snapshot["axes"]:
        yield Heading(f"Eixo: {axis['title']}")
        if axis["description"]:
            yield Paragraph(axis["description"])
        yield from _actions(snapshot, axis["title"], "")
        for sub_axis in axis["sub_axes"]:
            yield Heading(sub_axis["title"], 2)
            if sub_axis["description"]:
                yield Paragraph(sub_axis["description"])
            yield from _actions(snapshot, axis["title"], sub_axis["title"])


def _actions(snapshot: Mapping[str, Any], axis: str, sub_axis: str) -> Iterator[Block]:
    for action in snapshot["actions"]:
        if (action["axis"], action["sub_axis"]) != (axis, sub_axis):
            continue
        yield Heading(f"{action['number']}. {action['title']}", 3)
        if action["description"]:
            yield Rich(action["description"])
        pairs = [
            ("Objetivo", plain(action["objective"])),
            ("Benefício esperado", plain(action["expected_benefit"])),
            ("Unidade executora", action["executing_unit"]),
            ("Unidades de apoio", "; ".join(action["supporting_units"])),
        ]
        pairs += planned_pairs(action.get("planned", {}))
        yield Facts([(name, text) for name, text in pairs if text])


def planned_pairs(planned: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the plan foresees for an action, in words: the same on paper and on the page."""
    days = [_day(planned[name]) for name in ("start", "end") if planned.get(name)]
    budget = planned.get("budget", "")
    weight = planned.get("weight", 1)
    return [
        ("Classe", planned.get("kind", "")),
        ("Tipos", joined(planned.get("types", []))),
        ("Período planejado", " a ".join(days)),
        ("Responsável", planned.get("responsible", "")),
        ("Suplente", planned.get("alternate", "")),
        ("Acompanhamento", planned.get("check_in", "")),
        ("Produto", planned.get("product", "")),
        ("Evidência esperada", planned.get("expected_evidence", "")),
        ("Orçamento previsto", money(Decimal(budget)) if budget else ""),
        ("Peso", str(weight) if weight != 1 else ""),
        ("Marcos", milestones_text(milestones_of(planned.get("milestones", [])))),
        ("Indicadores", "\n".join(_measured(each) for each in planned.get("indicators", []))),
    ]


def _measured(indicator: Mapping[str, str]) -> str:
    """`Servidores treinados: de 10% a 80%, quanto maior, melhor (lista de presença)`."""
    found = Indicator(**indicator)
    steps = [
        f"{word} {text}" for word, text in (("de", found.baseline), ("a", found.target)) if text
    ]
    said = " ".join([*steps, found.unit]).strip()
    polarity = str(Polarity(found.polarity).label).lower() if found.polarity else ""
    tail = "; ".join(part for part in (said, found.formula, polarity, found.source) if part)
    return f"{found.name}: {tail}" if tail else found.name


def _risks(snapshot: Mapping[str, Any]) -> Iterator[Block]:
    found = snapshot.get("risks", [])
    if not found:
        return
    yield Heading("Riscos de integridade")
    yield Table(
        ("Nº", "Risco", "Nível", "Residual", "Ações"),
        [
            (
                each["number"],
                each["said"],
                each["level"] or "A avaliar",
                each["residual"] or "–",
                ", ".join(each["actions"]) or "–",
            )
            for each in found
        ],
        widths=(1, 8, 2, 2, 2),
    )
    treated = [row for each in found if any((row := _treatment(each))[1:])]
    if treated:
        yield Heading("Controles, resposta e responsável", 2)
        head = ("Nº", "Controles que já existem", "Resposta", "Responsável")
        rows = [[text or "–" for text in row] for row in treated]
        yield Table(head, rows, widths=(1, 6, 3, 4))


def _treatment(risk: Mapping[str, Any]) -> tuple[str, ...]:
    """What is done about a risk besides the actions, and by whom."""
    efficacy = (risk.get("assessment") or {}).get("efficacy_name", "")
    controls = risk.get("controls", "")
    kept = f"{controls} (eficácia: {efficacy.lower()})" if controls and efficacy else controls
    who = " · ".join(filter(None, (risk.get("owner", ""), risk.get("owner_unit", ""))))
    return risk["number"], kept, risk.get("response", ""), who

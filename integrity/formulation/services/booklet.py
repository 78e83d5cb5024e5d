"""The plan as a document: its parts, from the same snapshot that publication freezes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from documents.blocks import Block, Bullets, Facts, Heading, Paragraph
from foundation.markup import plain
from foundation.words import joined
from integrity.formulation.services.programme_text import programme_blocks, validation_blocks


def blocks_of(snapshot: Mapping[str, Any], *, act: str = "", note: str = "") -> list[Block]:
    """Commission, programme, every axis with its actions, validation: what is filled in of them.

    `act` is the act of publication, `note` what is said above a draft.
    """
    return [
        *_opening(snapshot, act, note),
        *_commission(snapshot["commission"]),
        *programme_blocks(snapshot),
        *_axes(snapshot),
        *validation_blocks(snapshot),
    ]


def _opening(snapshot: Mapping[str, Any], act: str, note: str) -> Iterator[Block]:
    revision = f", revisão {snapshot['revision']}" if snapshot["revision"] else ""
    pairs = [("Órgão", snapshot["organ"]), ("Edição", f"{snapshot['edition']}ª{revision}")]
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
    return f"{member['name']}{unit}{' (coordenação)' if member['is_coordinator'] else ''}"


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
            yield Paragraph(plain(action["description"]))
        pairs = [
            ("Objetivo", plain(action["objective"])),
            ("Benefício esperado", plain(action["expected_benefit"])),
            ("Unidade executora", action["executing_unit"]),
            ("Unidades de apoio", "; ".join(action["supporting_units"])),
        ]
        yield Facts([(name, text) for name, text in pairs if text])

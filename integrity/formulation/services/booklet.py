"""The plan as a document: its parts, from the same snapshot that publication freezes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from documents.blocks import Block, Bullets, Facts, Heading, Paragraph
from foundation.markup import plain
from integrity.formulation.services.programme_text import programme_blocks


def blocks_of(snapshot: Mapping[str, Any], *, act: str = "") -> list[Block]:
    """Commission, programme, then every axis with its actions; `act` is the act of publication."""
    return [*_opening(snapshot, act), *programme_blocks(snapshot), *_axes(snapshot)]


def _opening(snapshot: Mapping[str, Any], act: str) -> Iterator[Block]:
    revision = f", revisão {snapshot['revision']}" if snapshot["revision"] else ""
    pairs = [("Órgão", snapshot["organ"]), ("Edição", f"{snapshot['edition']}ª{revision}")]
    if act:
        pairs.append(("Ato de publicação", act))
    yield Facts(pairs)
    commission = snapshot["commission"]
    yield Heading("Comissão")
    if commission["is_formal"]:
        day = date.fromisoformat(commission["published_date"])
        yield Paragraph(f"Instituída por {commission['act_name']}, de {day:%d/%m/%Y}.")
    else:
        day = date.fromisoformat(commission["start_date"])
        yield Paragraph(f"Em atividade desde {day:%d/%m/%Y}.")
    yield Bullets([_member(each) for each in commission["members"]])


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

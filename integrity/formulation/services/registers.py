"""Import organs, units, people and yearly figures: a preview, then exactly what it showed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction

from access.models import Organ, Person, Unit
from access.rules import Actor
from documents.csv_table import read_csv
from documents.rules import MB, Purpose, extension_of
from documents.services import open_file, store
from documents.workbook import read_xlsx, write_xlsx
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.words import counted, joined
from integrity.formulation.models import ImportRun, ImportState, YearlyFigure
from integrity.formulation.queries import organs, registers
from integrity.formulation.register_events import RegistersImported, RegistersPreviewed
from integrity.formulation.rules.lines import ImportReport, Line, Verdict
from integrity.formulation.rules.register_sheets import FIGURES, ORGANS, PEOPLE, REGISTERS, UNITS
from integrity.formulation.rules.registers import check_registers, plan_registers
from integrity.formulation.rules.sheets import LARGEST, Sheets

REGISTER_SHEET = Purpose("register_sheet", "Planilha de cadastros", 10 * MB, ("xlsx", "csv"))
STALE = "Os cadastros mudaram depois da conferência. Envie a planilha de novo."
REFUSED = "Há linhas com erro: corrija a planilha e envie de novo. Nada foi gravado."
WHICH = "Diga de qual cadastro é o CSV."


@transaction.atomic
def preview_registers(
    *, actor: Actor, upload: File[bytes], register: str = "", at: datetime
) -> ImportRun:
    """Keep the sheet and what it would do; `register` is the title that a CSV is read under.

    Raises Denied or Invalid.
    """
    registers.whole(actor)
    report = plan_registers(_read(upload, register), registers.known())
    file = store(actor=actor, upload=upload, purpose=REGISTER_SHEET, at=at)
    run = ImportRun.objects.create(
        file=file,
        report={**report.as_json(), "register": register},
        report_digest=report.digest(),
        previewed_at=at,
        previewed_by_name=actor.name,
    )
    told = {"Planilha": ["", f"{file}: {_summary(report)}"]}
    emit(RegistersPreviewed.of(actor, run, at=at, changes=told))
    return run


@transaction.atomic
def apply_registers(*, actor: Actor, uid: UUID, at: datetime) -> ImportRun:
    """Write what the preview showed, whole or not at all.

    Raises NotAllowed when a row was refused, when it was written already, or is stale.
    """
    run = registers.import_run_for_update(actor, uid)
    if run.state == ImportState.APPLIED:
        raise NotAllowed("Esta planilha já foi importada.")
    with open_file(run.file) as kept:
        content = ContentFile(kept.read(), name=run.file.name)
    report = plan_registers(_read(content, run.report["register"]), registers.known())
    if report.count(Verdict.REFUSE):
        raise NotAllowed(REFUSED)
    if report.digest() != run.report_digest:
        raise NotAllowed(STALE)
    try:
        with transaction.atomic():
            _write(report)
    except IntegrityError:  # somebody wrote the same name in this very moment
        raise NotAllowed(STALE) from None
    run.state, run.applied_at = ImportState.APPLIED, at
    run.save(update_fields=["state", "applied_at"])
    told = {"Planilha": ["", f"{run.file}: {_summary(report)}"]}
    emit(RegistersImported.of(actor, run, at=at, changes=told))
    return run


def register_workbook(*, actor: Actor) -> bytes:
    """What is registered today in the layout of the import, to be corrected and sent back."""
    registers.whole(actor)
    known = registers.known()
    held = (known.organs, known.units, known.people, known.figures)
    return write_xlsx(
        {
            layout.title: [
                list(layout.columns.values()),
                *([row[name] for name in layout.columns] for row in rows.values()),
            ]
            for layout, rows in zip(REGISTERS, held, strict=True)
        }
    )


def _read(file: File[bytes], register: str) -> Sheets:
    if extension_of(file.name or "") == "csv":
        if register not in {each.title for each in REGISTERS}:
            raise Invalid({"register": [WHICH]})
        sheets: Sheets = {register: read_csv(file, REGISTER_SHEET, max_rows=LARGEST + 1)}
    else:
        sheets = read_xlsx(file, max_rows=LARGEST + 1)
    check_registers(sheets)
    return sheets


def _summary(report: ImportReport) -> str:
    told = [
        counted(report.count(Verdict.MAKE), "linha nova", "linhas novas"),
        counted(report.count(Verdict.CHANGE), "alterada", "alteradas"),
        counted(report.count(Verdict.SAME), "igual", "iguais"),
        counted(report.count(Verdict.REFUSE), "com erro", "com erro"),
    ]
    return joined(told)


def _write(report: ImportReport) -> None:
    """Organs before their units, units before who works in them."""
    _write_organs(_changing(report, ORGANS.title))
    found = {each.name: each for each in Organ.objects.all()}
    _write_units(_changing(report, UNITS.title), found)
    units = {(each.organ.name, each.name): each for each in Unit.objects.select_related("organ")}
    people = {each.registration_number: each for each in Person.objects.all()}
    for line in _changing(report, PEOPLE.title):
        cells = line.content
        person = people.get(cells["number"]) or Person(registration_number=cells["number"])
        person.name = cells["name"]
        person.unit = units.get((cells["organ"], cells["unit"]), person.unit)
        person.save()
    for line in _changing(report, FIGURES.title):
        cells = line.content
        YearlyFigure.objects.update_or_create(
            organ=found.get(cells["organ"]),
            year=int(cells["year"]),
            defaults={"budget": Decimal(cells["budget"]), "staff": int(cells["staff"])},
        )


def _write_organs(lines: list[Line]) -> None:
    types = {each.name: each.uid for each in organs.types_for(None)}
    held = {each.name: each for each in Organ.objects.all()}
    for line in lines:
        organ = held.get(line.content["name"]) or Organ(name=line.content["name"])
        organ.acronym = line.content["acronym"]
        organ.type_uid = types.get(line.content["type"], organ.type_uid)
        organ.save()


def _write_units(lines: list[Line], found: Mapping[str, Organ]) -> None:
    """All of them first, then which stands below which."""
    held = {(each.organ.name, each.name): each for each in Unit.objects.select_related("organ")}
    for line in lines:
        organ, name = line.content["organ"], line.content["name"]
        unit = held.setdefault((organ, name), Unit(organ=found[organ], name=name))
        unit.acronym = line.content["acronym"]
        unit.save()
    for line in lines:
        organ, parent = line.content["organ"], line.content["parent"]
        if parent:
            unit = held[organ, line.content["name"]]
            unit.parent = held[organ, parent]
            unit.save(update_fields=["parent"])


def _changing(report: ImportReport, sheet: str) -> list[Line]:
    return [each for each in report.accepted(sheet) if each.verdict is not Verdict.SAME]

"""`sispmpi tenant move`: the same command on both cells, each doing its half."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from access.rules import SYSTEM
from tenants.archive import backups
from tenants.cells import arriving, leaving


def add_arguments(parser: ArgumentParser) -> None:
    """`--to` on the cell that it leaves, `--from` on the cell where it arrives."""
    parser.add_argument("schema")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", metavar="CELL", help="leave for that cell")
    way.add_argument("--from", dest="origin", metavar="CELL", help="arrive from that cell")
    step = parser.add_mutually_exclusive_group()
    step.add_argument("--archive", type=Path, help="the file that the other cell wrote")
    step.add_argument("--receipt", help="what the other cell said of the archive: switch")
    step.add_argument("--key", help="what the other cell said after its switch: open here")
    step.add_argument("--abort", action="store_true", help="call it off")
    parser.add_argument("--ticket", default="", help="what goes with the archive")


def carry_out(options: dict[str, Any]) -> str:
    """One step; what to do next. Raises Refusal, ValueError for parts that do not go together."""
    schema, at = options["schema"], timezone.now()
    acting: dict[str, Any] = {"actor": SYSTEM, "schema": schema, "at": at}
    if options["to"]:
        return depart(options, acting)
    if options["abort"]:
        arriving.call_off(**acting)
        return f"{schema}: called off; the copy here, if any, is closed"
    acting["cell"] = options["origin"]
    if options["key"]:
        arriving.open_here(key=options["key"], **acting)
        return f"{schema}: open for writing here"
    if not options["archive"] or not options["ticket"]:
        raise ValueError("--from goes with --archive and --ticket, --key or --abort")
    found = arriving.receive(path=options["archive"], ticket=options["ticket"], **acting)
    return (
        f"{schema}: restored and equal, read-only\nreceipt {found.receipt}\nthen, on"
        f" {found.cell}: tenant move {schema} --to <this cell> --receipt {found.receipt}"
    )


def depart(options: dict[str, Any], acting: dict[str, Any]) -> str:
    """The half of the cell that an organisation leaves."""
    schema, cell = acting["schema"], options["to"]
    if options["archive"] or options["key"]:
        raise ValueError("--to goes with --receipt, --abort or nothing")
    if options["abort"]:
        leaving.call_off(**acting)
        return f"{schema}: called off; it stays here"
    if options["receipt"]:
        found = leaving.switch(cell=cell, receipt=options["receipt"], **acting)
        return (
            f"{schema}: its hosts lead to {cell}\nkey {found.key}\nthen, on {cell}:"
            f" tenant move {schema} --from <this cell> --key {found.key}"
        )
    found = leaving.leave(cell=cell, **acting)
    assert found.archive is not None
    path = backups.path_of(found.archive)
    return (
        f"{schema}: read-only, exported and proven\narchive {path}\nticket {found.ticket}\nthen,"
        f" on {cell}: tenant move {schema} --from <this cell> --archive {path.name}"
        f" --ticket {found.ticket}"
    )

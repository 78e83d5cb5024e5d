"""Which hosts are answered by another cell: for the middleware, and as a table for a proxy."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.conf import settings

from tenants.addresses.names import HostState
from tenants.cells.rules import Cell
from tenants.models import Domain
from tenants.queries import label_of


@dataclass(frozen=True, slots=True)
class Route:
    """One host: `to` is where people are sent, or the server that the proxy hands it to."""

    host: str
    schema: str
    cell: str
    to: str
    is_behind: bool


def cell_of(name: str) -> Cell | None:
    """Another cell by its name, as this installation is configured."""
    found: dict[str, Cell] = settings.OTHER_CELLS
    return found.get(name)


def routes() -> Iterator[Route]:
    """Every host of every organisation that lives elsewhere. Raises LookupError."""
    found = Domain.objects.filter(state=HostState.VERIFIED).exclude(tenant__cell="")
    for domain in found.select_related("tenant").order_by("tenant_id", "token", "pk"):
        tenant = domain.tenant
        cell = cell_of(tenant.cell)
        if cell is None:
            raise LookupError(f"{tenant.schema_name}: CELLS does not name {tenant.cell!r}")
        to = cell.address if cell.is_behind else cell.address_of(label_of(tenant))
        yield Route(domain.domain, tenant.schema_name, cell.name, to, cell.is_behind)


def as_json(found: list[Route]) -> str:
    """For whatever reads JSON."""
    return json.dumps([asdict(each) for each in found], indent=1)


def as_caddy(found: list[Route]) -> str:
    """For `import` inside a site block of a Caddyfile."""
    lines: list[str] = []
    for number, each in enumerate(found, start=1):
        name = f"@cell{number}"
        lines.append(f"{name} host {each.host}")
        if each.is_behind:
            lines.append(f"reverse_proxy {name} {each.to}")
        else:
            lines.append(f"redir {name} {each.to}{{uri}} 307")
    return "\n".join(lines)

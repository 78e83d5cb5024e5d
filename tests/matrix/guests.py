"""What somebody of CGE-MG is answered in a support session: the administration's row, and these.

Read-only, every form is refused before its route is looked at (409). Pages of an account belong to
people of the organisation (403). The rest is the row of `organisation_admin` over the whole, except
what stands here; an act that asks for a sure identity is the organisation's own. Columns: route |
what its address names | reads | sends when changes are permitted.
"""

from tenants.support.middleware import OF_PEOPLE
from tests.matrix.cast import Person
from tests.matrix.expected import expected
from tests.matrix.rows import Row
from tests.matrix.test_confirmation import DANGEROUS, READ

JOURNALLED = ("tenants_supportsession", "audit_entry", "audit_entry")
REFUSED, OF_SOMEBODY, ASKED_WHO_IS_HERE = 409, 403, 302
EXCEPTIONS = """
support:leave               |                     | 200 | 200
support:raise               | support             |     | 403
support:end                 | support             |     | 403
formulation:keep_typed      | draft =estrutura    |     | 403
formulation:hide_plan       | plan                |     | 302
formulation:publication     | approved_plan       | 403 | 403
formulation:publication     | draft               | 403 |
formulation:publication     | plan                | 403 |
documents:download          | sheet_file          | 404 |
documents:download          | evidence_file       | 404 |
documents:download          | report_file         | 404 |
documents:download          | stage_file          | 404 |
work_plans_api:evidence_file | agreement stage_evidence | 404 |
people:provider             |                     | 403 |
people:revoke_key           | =00000000-0000-4000-8000-000000000000 | | 403
people:end_assignment       | assignment          |     | 409
improvements:fill_in        | report              | 409 | 409
improvements:add_improvement | report             | 409 | 409
hosts:withdraw              | host                |     | 409
improvements:withdraw_improvement | report improvement |  | 409
improvements:send           | report              |     | 409
exchange:submit             | improvement         |     | 409
exchange:adopt              | offered             |     | 409
"""


def read(table: str) -> dict[tuple[str, str, str], int]:
    """Route, objects and method → status."""
    found = {}
    for line in table.strip().splitlines():
        route, needs, reads, sends = (cell.strip() for cell in line.split("|"))
        for method, status in (("GET", reads), ("POST", sends)):
            if status:
                found[route, needs, method] = int(status)
    return found


EXCEPTED = read(EXCEPTIONS)


def guest_expected(row: Row, method: str, path: str, admin: Person, *, raised: bool) -> int:
    """The status of the answer."""
    if path.startswith(OF_PEOPLE):
        return OF_SOMEBODY
    if method == "POST" and not raised and row.route != "support:leave":
        return REFUSED
    answer = expected(row, method, admin)
    asks = row.route in DANGEROUS and (method == "POST" or row.route in READ)
    if asks and answer not in (404, 405):
        return ASKED_WHO_IS_HERE
    excepted = EXCEPTED.get((row.route, " ".join(row.needs), method))
    return answer if excepted is None else excepted

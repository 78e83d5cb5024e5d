"""The versions of the plans of an organ, any two of which are compared, in few queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from access.rules import Actor
from foundation.refusals import NotFound
from integrity.formulation.models import Plan, PlanPublication, Submission
from integrity.formulation.queries.plans import plans_of

LIVE, SENT, PUBLISHED = "minuta", "envio", "publicado"
FORMER = """
WITH RECURSIVE line AS (
  SELECT a.uid AS newest, a.uid, a.origin_id, 0 AS back FROM formulation_action a
   WHERE a.uid = ANY (%s)
  UNION ALL
  SELECT line.newest, a.uid, a.origin_id, back + 1 FROM formulation_action a
    JOIN line ON a.id = line.origin_id
) SELECT newest, uid FROM line WHERE back > 0
"""


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it is, as it was sent, or as it was published; `key` names it in an address."""

    key: str
    label: str
    plan: Plan


def versions_of(actor: Actor, plan: Plan) -> list[Version]:
    """Every version of the plans of the same organ within reach, newest first."""
    found: list[Version] = []
    held = plans_of(actor).filter(organ=plan.organ_id).order_by("-edition", "-revision")
    sent: dict[int, list[Submission]] = {}
    for one in Submission.objects.filter(plan__in=held.order_by()).defer("snapshot"):
        sent.setdefault(one.plan_id, []).append(one)
    for each in held.select_related("publication").defer("publication__snapshot"):
        name = f"{each.title}, {each.edition_label}"
        if each.is_open:
            found.append(Version(f"{LIVE}-{each.uid}", f"{name}: como está na minuta", each))
        if hasattr(each, "publication"):
            found.append(Version(f"{PUBLISHED}-{each.uid}", f"{name}: como publicado", each))
        found += [
            Version(f"{SENT}-{one.uid}", f"{name}: {one.number}º envio", each)
            for one in sent.get(each.pk, ())
        ]
    return found


def usual(versions: Iterable[Version], plan: Plan) -> tuple[str, str]:
    """What is compared where nobody chose: the newest of the plan with what is, or was, in force.

    A first plan is compared with what was sent before, if anything was.
    """
    listed = list(versions)
    new = next((each for each in listed if each.plan.pk == plan.pk), None)
    if new is None:
        return "", ""
    after = listed[listed.index(new) + 1 :]
    older = [each for each in after if each.key.startswith(PUBLISHED) and each.plan.pk != plan.pk]
    old = next(iter([*older, *after]), None)
    return (old.key if old else "", new.key)


def stored_snapshot(key: str) -> dict[str, Any]:
    """What was sent or published, by the key of its version. Raises NotFound for any other."""
    kind, _, uid = key.partition("-")
    held: Any
    if kind == SENT:
        held = Submission.objects.filter(uid=uid)
    else:
        held = PlanPublication.objects.filter(plan__uid=uid)
    found = held.values_list("snapshot", flat=True).first()
    if found is None:
        raise NotFound
    return dict(found)


def same_actions(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Which action of the old is which of the new, through whatever versions lie between."""
    here = {each["uid"] for each in old.get("actions", ())}
    uids = [UUID(each["uid"]) for each in new.get("actions", ())]
    with connection.cursor() as cursor:
        cursor.execute(FORMER, [uids])
        found = {str(former): str(newest) for newest, former in cursor.fetchall()}
    return {former: newest for former, newest in found.items() if former in here}

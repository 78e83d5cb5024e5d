"""That an organisation was restored: noted in the transaction that restores it, told after it.

The owner's transaction cannot write the journal of the centre. It leaves the fact in the outbox,
so that a process killed just after its commit is followed by a worker that tells.
"""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from access.rules import Actor
from audit.models import Entry
from events.registry import on
from events.services import emit
from tenants import events
from tenants.models import Organisation

SUBJECT = """
SELECT o.uid, o.name FROM public.tenants_organisation o
  JOIN public.tenants_tenant t ON t.organisation_id = o.id WHERE t.schema_name = %s
"""
NOTE = """
INSERT INTO public.events_outbox (name, body, emitted_at, attempts, error)
VALUES (%s, %s, %s, 0, '')
"""


def note(
    cursor: Any, schema: str, actor: Actor, changes: dict[str, list[str]], at: datetime
) -> events.RestoreLanded:
    """Leave the fact beside what it tells of."""
    cursor.execute(SUBJECT, [schema])
    uid, name = cursor.fetchone()
    subject = Organisation(uid=uid, name=name)
    landed = events.RestoreLanded.of(actor, subject, at=at, changes=changes)
    cursor.execute(NOTE, [landed.name, json.dumps(landed.body()), at])
    return landed


@on(events.RestoreLanded)
@transaction.atomic
def tell(landed: events.RestoreLanded) -> None:
    """The journal of the centre tells of it, once, however often this is called."""
    Organisation.objects.select_for_update().get(uid=landed.subject_uid)
    told = Entry.objects.filter(
        verb=events.OrganisationRestored.name, subject_uid=landed.subject_uid, at=landed.at
    )
    if not told.exists():
        emit(events.OrganisationRestored(**asdict(landed)))

"""Backups kept by the installation: taken, proven by a restore, forgotten in turn."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from tenants.archive.faults import BadArchive
from tenants.archive.proof import prove
from tenants.archive.streams import hash_of
from tenants.archive.writing import export
from tenants.models import Backup, Departure, Tenant
from tenants.rules import BackupPurpose, TenantState

KEPT = 7
DRAFT_LIFETIME = timedelta(days=1)


def path_of(backup: Backup) -> Path:
    """Where a backup lies."""
    return Path(settings.BACKUP_DIR) / backup.tenant.schema_name / backup.name


def take(schema: str, purpose: BackupPurpose, *, at: datetime) -> Backup:
    """Export, restore for proof, write down; the proof is of this very file.

    A backup whose files are lost or changed is kept, and says so in `fault`.
    """
    tenant = Tenant.objects.get(schema_name=schema)
    folder = Path(settings.BACKUP_DIR) / schema
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{schema}-{at:%Y%m%dT%H%M%SZ}-{uuid4().hex[:6]}.zip"
    manifest = export(schema, folder / name, at=at)
    backup = Backup.objects.create(
        tenant=tenant,
        purpose=purpose,
        name=name,
        size=(folder / name).stat().st_size,
        sha256=hash_of(folder / name),
        rows=manifest.rows,
        taken_at=at,
        fault="\n".join(manifest.faults)[:4000],
        left_out=len(manifest.left_out),
        unjudged=len(manifest.held) - len(manifest.left_out),
    )
    try:
        prove(folder / name)
    except BadArchive as refusal:
        backup.fault = f"{backup.fault}\n{refusal.message}".strip()
        backup.save(update_fields=["fault"])
        raise
    backup.proven_at = at
    backup.save(update_fields=["proven_at"])
    return backup


@transaction.atomic
def forget_old(schema: str, *, at: datetime) -> int:
    """Remove the nightly backups beyond the newest seven. Returns how many.

    The newest one that was proven stays, however old it is.
    """
    found = Backup.objects.select_for_update().filter(
        tenant__schema_name=schema, purpose=BackupPurpose.NIGHTLY, removed_at__isnull=True
    )
    old = list(found.order_by("-taken_at", "-pk")[KEPT:])
    proven = found.filter(proven_at__isnull=False).order_by("-proven_at").first()
    gone = [each for each in old if proven is None or each.pk != proven.pk]
    for each in gone:
        path_of(each).unlink(missing_ok=True)
        each.removed_at = at
        each.save(update_fields=["removed_at"])
    return len(gone)


def clear_strays(*, at: datetime) -> int:
    """Files of the backup folder that no row knows: a worker was killed before it wrote down.

    A file of the last day may belong to a worker that is about to.
    """
    strays = 0
    folder = Path(settings.BACKUP_DIR)
    for path in (*folder.glob("*/*.zip"), *folder.glob("*/.*.draft")):
        if path.stat().st_mtime > (at - DRAFT_LIFETIME).timestamp():
            continue
        if not Backup.objects.filter(name=path.name, removed_at__isnull=True).exists():
            path.unlink(missing_ok=True)
            strays += 1
    return strays


def clear_unused(*, at: datetime) -> int:
    """Archives that serve nobody: of a departure that took another, nightly ones of the dropped.

    A worker that was killed while it proved an archive takes a new one; of an organisation that
    is gone its last archive stays. One of the last day may still be about to be used.
    """
    taken = Backup.objects.filter(removed_at__isnull=True, taken_at__lt=at - DRAFT_LIFETIME)
    kept = Departure.objects.filter(archive__isnull=False).values("archive")
    cut = Q(purpose=BackupPurpose.DEPARTURE) & ~Q(pk__in=kept)
    outlived = Q(purpose=BackupPurpose.NIGHTLY, tenant__life=TenantState.DROPPED)
    unused = list(taken.filter(cut | outlived).select_related("tenant"))
    for each in unused:
        path_of(each).unlink(missing_ok=True)
        each.removed_at = at
        each.save(update_fields=["removed_at"])
    return len(unused)


def nightly(schema: str, *, at: datetime) -> Backup:
    """What one organisation gets every night."""
    backup = take(schema, BackupPurpose.NIGHTLY, at=at)
    forget_old(schema, at=at)
    return backup

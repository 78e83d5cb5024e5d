"""The models that every installation starts with, each with the same uid everywhere."""

import hashlib
import json
import unicodedata
from uuid import UUID, uuid5

from django.db import migrations
from django.utils import timezone

from integrity.library.catalogue import models as first_models

FAMILY = UUID("6b1f7c52-8f0e-4d0b-9a3e-2f6f0c3d9a10")


def seed(apps, schema_editor):
    model = apps.get_model("library", "Exemplar")
    now = timezone.now()
    model.objects.bulk_create(model(**row_of(each), written_at=now, published_at=now) for each in first_models())


def row_of(each):
    kind, body = each["kind"], each["body"]
    title = body.get({"risk": "event", "indicator": "name"}.get(kind, "title"))
    said = json.dumps({"kind": kind, "body": body}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    uid = uuid5(FAMILY, f"{kind}:{each['key']}")
    return {
        "uid": uuid5(uid, "1"),
        "model_uid": uid,
        "kind": kind,
        "key": each["key"],
        "version": 1,
        "state": "published",
        "title": title,
        "body": body,
        "sources": each["sources"],
        "audience": each["audience"],
        "sha256": hashlib.sha256(said.encode()).hexdigest(),
        "searched": plain(" ".join(value for value in body.values() if isinstance(value, str))),
    }


def plain(text):
    """Without accents, capitals or doubled spaces."""
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(bare.casefold().split())


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=False)]

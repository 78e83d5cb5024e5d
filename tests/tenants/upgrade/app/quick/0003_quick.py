"""An index made beside readers, which no transaction takes, and one that goes in the same way."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("trial", "0002_grow")]
    operations = [
        AddIndexConcurrently("sheet", models.Index(fields=["name"], name="sheet_name")),
        RemoveIndexConcurrently("line", "line_text"),
    ]

"""Rows made by Python from the rows that each schema holds."""

from django.db import migrations


def seed(apps, schema_editor):
    sheets = apps.get_model("trial", "Sheet").objects
    sheets.create(name=f"after {sheets.count()}", number=9)


class Migration(migrations.Migration):
    dependencies = [("trial", "0002_grow")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(seed, migrations.RunPython.noop)]
        )
    ]

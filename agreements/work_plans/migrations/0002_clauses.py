"""The clauses of the first edition of the model agreement."""

from datetime import date

from django.db import migrations

from agreements.work_plans.catalogue import clauses


def seed(apps, schema_editor):
    model = apps.get_model("work_plans", "Clause")
    model.objects.bulk_create(
        model(**row, valid_from=date(2025, 1, 1)) for row in clauses("2026_1")
    )


class Migration(migrations.Migration):
    dependencies = [("work_plans", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=False)]

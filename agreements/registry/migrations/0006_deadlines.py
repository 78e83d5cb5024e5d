"""The terms that CGE-MG begins with."""

from django.db import migrations

TERMS = (
    ("triage", 5, "business_days", "good_practice", "Prática da CGE-MG"),
    ("diligence", 30, "days", "good_practice", "Prática da CGE-MG"),
    ("silence", 90, "days", "good_practice", "Prática da CGE-MG"),
)


def seed(apps, schema_editor):
    model = apps.get_model("registry", "Deadline")
    for code, length, unit, nature, legal_basis in TERMS:
        model.objects.get_or_create(
            code=code,
            defaults={
                "length": length,
                "unit": unit,
                "nature": nature,
                "legal_basis": legal_basis,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_examination")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=False)]

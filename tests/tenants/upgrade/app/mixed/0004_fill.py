"""Python gives every row its value; some rows make it fail."""

import time

from django.db import migrations


def fill(apps, schema_editor):
    time.sleep(0.2)  # long enough to be killed in
    for sheet in apps.get_model("trial", "Sheet").objects.all():
        if sheet.name == "torta":
            raise ValueError("a folha torta não tem tamanho")
        sheet.size = (sheet.size or 0) + sheet.number * 2
        sheet.save()


class Migration(migrations.Migration):
    dependencies = [("trial", "0003_size")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

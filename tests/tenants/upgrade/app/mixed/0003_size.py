"""A column that is empty at first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0002_grow")]
    operations = [migrations.AddField("sheet", "size", models.PositiveIntegerField(null=True))]

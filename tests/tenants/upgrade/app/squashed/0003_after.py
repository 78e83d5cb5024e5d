"""The first migration after those that were brought together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0001_squashed_0002_grow")]
    operations = [migrations.AddField("line", "page", models.PositiveIntegerField(null=True))]

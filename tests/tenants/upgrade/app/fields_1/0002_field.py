"""A column with a standard value."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0001_initial")]
    operations = [
        migrations.AddField("sheet", "field_1", models.PositiveSmallIntegerField(default=3)),
    ]

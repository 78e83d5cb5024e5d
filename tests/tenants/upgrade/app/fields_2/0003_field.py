"""A column with a standard value."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0002_field")]
    operations = [
        migrations.AddField("sheet", "field_2", models.PositiveSmallIntegerField(default=3)),
    ]

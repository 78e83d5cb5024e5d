"""A column with a standard value."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0004_field")]
    operations = [
        migrations.AddField("sheet", "field_4", models.PositiveSmallIntegerField(default=3)),
    ]

"""A column with a standard value."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0003_field")]
    operations = [
        migrations.AddField("sheet", "field_3", models.PositiveSmallIntegerField(default=3)),
    ]

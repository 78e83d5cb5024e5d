"""A migration that takes its time, in which many schemas are killed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0002_grow")]
    operations = [
        migrations.AddField("line", "page", models.PositiveIntegerField(null=True)),
        migrations.RunSQL("SELECT pg_sleep(0.1)", migrations.RunSQL.noop),
    ]

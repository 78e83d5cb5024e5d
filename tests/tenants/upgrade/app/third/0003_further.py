"""A row that a deferred constraint still watches, and a change of the same table after it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0002_grow")]
    operations = [
        migrations.AddField("line", "page", models.PositiveIntegerField(null=True)),
        migrations.RunSQL(
            "INSERT INTO trial_line (text, sheet_id) SELECT 'nova', min(id) FROM trial_sheet",
            migrations.RunSQL.noop,
        ),
    ]

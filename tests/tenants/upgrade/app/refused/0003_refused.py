"""A migration that the rows of some organisation refuse."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0002_grow")]
    operations = [
        migrations.AddField("line", "page", models.PositiveIntegerField(null=True)),
        migrations.AddConstraint(
            "sheet",
            models.CheckConstraint(condition=~models.Q(name="torta"), name="sheet_straight"),
        ),
    ]

"""Two tables, one refers to the other; a constraint, and a trigger of the library."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("name", models.CharField(max_length=50)),
                ("number", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["name", "number"], name="sheet_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("text", models.TextField(blank=True)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="trial.sheet"
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="line_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'a line stays';",
                    hash="1",
                    operation="DELETE",
                    pgid="pgtrigger_line_stays_12345",
                    table="trial_line",
                    when="BEFORE",
                ),
            ),
        ),
    ]

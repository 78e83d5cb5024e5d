"""What the first two releases made, its columns in another order and one row of a catalogue."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def stays(name, number):
    return pgtrigger.compiler.Trigger(
        name=f"{name}_stays",
        sql=pgtrigger.compiler.UpsertTriggerSql(
            func=f"RAISE EXCEPTION 'a {name} stays';",
            hash=number,
            operation="DELETE",
            pgid=f"pgtrigger_{name}_stays_12345",
            table=f"trial_{name}",
            when="BEFORE",
        ),
    )


class Migration(migrations.Migration):
    replaces = [("trial", "0001_initial"), ("trial", "0002_grow")]
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("level", models.PositiveSmallIntegerField(default=3)),
                ("name", models.CharField(max_length=50)),
                ("number", models.PositiveIntegerField(default=1)),
            ],
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
            options={"indexes": [models.Index(fields=["text"], name="line_text")]},
        ),
        migrations.RunSQL(
            [
                "INSERT INTO trial_sheet (name, number, level) VALUES ('100 %', 7, 1)",
                "SELECT setval(pg_get_serial_sequence('trial_sheet', 'id'), 1000)",
                "COMMENT ON TABLE trial_sheet IS 'folhas; \"todas\"' -- a remark",
            ],
            migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.AddTrigger(model_name="line", trigger=stays("line", "1")),
        pgtrigger.migrations.AddTrigger(model_name="sheet", trigger=stays("sheet", "2")),
    ]

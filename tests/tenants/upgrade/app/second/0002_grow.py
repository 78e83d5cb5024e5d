"""A column, an index, statements by hand, and a constraint less."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0001_initial")]
    operations = [
        migrations.AddField("sheet", "level", models.PositiveSmallIntegerField(default=3)),
        migrations.AddIndex("line", models.Index(fields=["text"], name="line_text")),
        migrations.RunSQL(
            [
                "INSERT INTO trial_sheet (name, number, level) VALUES ('100 %', 7, 1)",
                "SELECT setval(pg_get_serial_sequence('trial_sheet', 'id'), 1000)",
                "COMMENT ON TABLE trial_sheet IS 'folhas; \"todas\"' -- a remark",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.RemoveConstraint("sheet", "sheet_once"),
        pgtrigger.migrations.AddTrigger(
            model_name="sheet",
            trigger=pgtrigger.compiler.Trigger(
                name="sheet_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'a sheet stays';",
                    hash="2",
                    operation="DELETE",
                    pgid="pgtrigger_sheet_stays_12345",
                    table="trial_sheet",
                    when="BEFORE",
                ),
            ),
        ),
    ]

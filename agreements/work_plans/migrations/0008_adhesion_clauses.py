"""The termo de adesão has a model of its own."""

from datetime import date

import foundation.triggers
import pgtrigger.migrations
from django.db import migrations, models

from agreements.work_plans.catalogue import clauses


def seed(apps, schema_editor):
    model = apps.get_model("work_plans", "Clause")
    model.objects.bulk_create(
        model(**row, valid_from=date(2026, 1, 1)) for row in clauses("adhesion_2026_1")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0013_species'),
        ('work_plans', '0007_stage_evidence'),
    ]

    operations = [
        migrations.AlterField(
            model_name='clause',
            name='species',
            field=models.CharField(choices=[('act', 'Acordo de Cooperação Técnica'), ('adhesion', 'Termo de Adesão')], db_default='act', default='act', max_length=8, verbose_name='instrumento'),
        ),
        # the first rows are no change that somebody made
        pgtrigger.migrations.RemoveTrigger(model_name='clause', name='field_history'),
        migrations.RunPython(seed, migrations.RunPython.noop, elidable=False),
        pgtrigger.migrations.AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='field_history', sql=foundation.triggers.CallsShared(execute='public.journal_note()', func='', hash='add19f63ae69c3897f7e7aa0c972dbb2c1cbb0ba', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_field_history_b038b', table='work_plans_clause', when='AFTER')),
        ),
    ]

"""The journal notes every change to the library, from here on."""

import foundation.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_first_models"),
        ("audit", "0003_person_keys"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='exemplar',
            trigger=pgtrigger.compiler.Trigger(name='field_history', sql=foundation.triggers.CallsShared(execute='public.journal_note()', func='', hash='0f645be0f61f8c5d5bd624d540ca9c01c14cf063', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_field_history_d6a5d', table='library_exemplar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='libraryimport',
            trigger=pgtrigger.compiler.Trigger(name='field_history', sql=foundation.triggers.CallsShared(execute='public.journal_note()', func='', hash='487f5675e1a1efc5d3ba2fd8c779fd20ab17e37a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_field_history_8afec', table='library_libraryimport', when='AFTER')),
        ),
    ]

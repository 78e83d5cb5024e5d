"""Changes of the words are told from here on; that they were put there is no change of anybody's."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import foundation.triggers


class Migration(migrations.Migration):
    dependencies = [("formulation", "0007_first_words")]
    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='catalogueentry',
            trigger=pgtrigger.compiler.Trigger(name='field_history', sql=foundation.triggers.CallsShared(execute='public.journal_note()', func='', hash='ad9a2832462eaf9007df15fd1eeacc30e898384b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_field_history_bf623', table='formulation_catalogueentry', when='AFTER')),
        ),
    ]

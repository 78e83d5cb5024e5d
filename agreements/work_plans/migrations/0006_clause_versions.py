"""Clauses of more than one instrument, on a legal ground; drafts that know what is not the model."""

import django.db.models.deletion
import foundation.triggers
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


BASES = {
    "preambulo": "Lei nº 14.133/2021, arts. 89 e 184",
    "objeto": "Lei nº 14.133/2021, arts. 92, I, e 184",
    "recursos_financeiros": "Lei nº 14.133/2021, art. 184",
    "vigencia": "Lei nº 14.133/2021, arts. 92 e 184",
    "propriedade_intelectual": "Lei nº 9.609/1998; Lei nº 14.063/2020, art. 16",
    "sigilo_seguranca": "Lei nº 12.527/2011, arts. 22 e 23",
    "lgpd": "Lei nº 13.709/2018",
    "publicacao": "Lei nº 12.527/2011, art. 8º",
    "integridade": "Lei nº 12.846/2013",
    "conciliacao_foro": "Lei nº 14.133/2021, art. 92, § 1º",
    "assinaturas": "Lei nº 14.063/2020",
}
PRACTICE = "Procedimento da CGE-MG"
NEGOTIABLE = (
    "obrig_comuns",
    "obrig_participe",
    "sigilo_seguranca",
    "lgpd",
    "acompanhamento",
    "publicacao",
    "integridade",
    "conciliacao_foro",
)


def ground(apps, schema_editor):
    """What the first edition always rested on, and what the partner may ask to read otherwise."""
    model = apps.get_model("work_plans", "Clause")
    for clause in model.objects.filter(legal_basis=""):
        model.objects.filter(pk=clause.pk).update(
            legal_basis=BASES.get(clause.key, PRACTICE), is_editable=clause.key in NEGOTIABLE
        )


class Migration(migrations.Migration):
    contract_of = (
        "0.1.0",
        "the release before leaves the new columns out, and their defaults are allowed",
    )

    dependencies = [
        ('documents', '0003_scan_code_retention'),
        ('registry', '0008_own_data'),
        ('tenants', '0015_backups_tell_held_files'),
        ('work_plans', '0005_legal_opinion'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClauseWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.SlugField(max_length=40, verbose_name='chave')),
                ('paragraphs', models.JSONField(default=list, verbose_name='parágrafos')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('edited_at', models.DateTimeField(verbose_name='escrita em')),
                ('edited_by_name', models.CharField(max_length=200, verbose_name='escrita por')),
            ],
            options={
                'verbose_name': 'redação de cláusula',
                'verbose_name_plural': 'redações de cláusulas',
            },
        ),
        migrations.RemoveConstraint(
            model_name='clause',
            name='clause_version_once',
        ),
        migrations.AddField(
            model_name='clause',
            name='is_editable',
            field=models.BooleanField(db_default=False, default=False, verbose_name='o partícipe pode propor outro texto'),
        ),
        migrations.AddField(
            model_name='clause',
            name='legal_basis',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='fundamento legal'),
        ),
        migrations.AddField(
            model_name='clause',
            name='published_at',
            field=models.DateTimeField(null=True, verbose_name='publicada em'),
        ),
        migrations.AddField(
            model_name='clause',
            name='published_by_name',
            field=models.CharField(db_default='', max_length=200, verbose_name='publicada por'),
        ),
        migrations.AddField(
            model_name='clause',
            name='species',
            field=models.CharField(choices=[('act', 'Acordo de Cooperação Técnica'), ('adhesion', 'Termo de adesão')], db_default='act', default='act', max_length=8, verbose_name='instrumento'),
        ),
        migrations.AddField(
            model_name='draft',
            name='clause_hashes',
            field=models.JSONField(db_default={}, default=dict, verbose_name='SHA-256 de cada cláusula'),
        ),
        migrations.AddField(
            model_name='draft',
            name='side',
            field=models.CharField(choices=[('cge', 'CGE-MG'), ('partner', 'Partícipe')], db_default='cge', default='cge', max_length=8, verbose_name='de quem é'),
        ),
        migrations.AddField(
            model_name='draft',
            name='wordings',
            field=models.JSONField(db_default={}, default=dict, verbose_name='cláusulas fora do modelo'),
        ),
        migrations.AlterField(
            model_name='draft',
            name='docx',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
        ),
        migrations.AlterField(
            model_name='draft',
            name='pdf',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.UniqueConstraint(fields=('species', 'key', 'version'), name='clause_version_once'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.CheckConstraint(condition=models.Q(('species__in', ['act', 'adhesion'])), name='clause_species_known'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('side', 'partner'), models.Q(('docx__isnull', False), ('pdf__isnull', False), ('side', 'cge')), _connector='OR'), name='draft_of_centre_on_paper'),
        ),
        migrations.AddField(
            model_name='clausewording',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='registry.agreement'),
        ),
        migrations.AddConstraint(
            model_name='clausewording',
            constraint=models.UniqueConstraint(fields=('agreement', 'key'), name='wording_of_clause_once'),
        ),
        pgtrigger.migrations.RemoveTrigger(model_name='clause', name='clause_append_only'),
        pgtrigger.migrations.RemoveTrigger(model_name='clause', name='field_history'),
        migrations.RunPython(ground, migrations.RunPython.noop, elidable=False),
        pgtrigger.migrations.AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='clause_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d99d74087bc5aa8d257019be03e523f071918f97', operation='UPDATE OR DELETE', pgid='pgtrigger_clause_append_only_3ad1e', table='work_plans_clause', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='field_history', sql=foundation.triggers.CallsShared(execute='public.journal_note()', func='', hash='add19f63ae69c3897f7e7aa0c972dbb2c1cbb0ba', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_field_history_b038b', table='work_plans_clause', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clausewording',
            trigger=pgtrigger.compiler.Trigger(name='wording_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0230b33a963e5281df6dfd4b3149d97df83da515', operation='DELETE', pgid='pgtrigger_wording_kept_63591', table='work_plans_clausewording', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clausewording',
            trigger=pgtrigger.compiler.Trigger(name='field_history', sql=foundation.triggers.CallsShared(execute='public.journal_note()', func='', hash='930aa68a04a25fde9c8e53eb21174f910884993a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_field_history_d98ee', table='work_plans_clausewording', when='AFTER')),
        ),
    ]

"""Models in versions, and workbooks of them."""

import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='LibraryImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=255, verbose_name='arquivo')),
                ('lines', models.JSONField(default=list, verbose_name='linhas')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256 da conferência')),
                ('previewed_at', models.DateTimeField(verbose_name='conferida em')),
                ('previewed_by_name', models.CharField(max_length=200, verbose_name='conferida por')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='gravada em')),
            ],
            options={
                'verbose_name': 'planilha de modelos',
                'verbose_name_plural': 'planilhas de modelos',
                'ordering': ['-previewed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Exemplar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('model_uid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='modelo')),
                ('kind', models.CharField(choices=[('axis', 'Eixo'), ('action', 'Ação'), ('risk', 'Risco'), ('indicator', 'Indicador')], max_length=10, verbose_name='tipo')),
                ('key', models.SlugField(max_length=80, verbose_name='chave')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='versão')),
                ('state', models.CharField(choices=[('draft', 'Rascunho'), ('published', 'Publicado'), ('superseded', 'Substituído'), ('retired', 'Retirado')], default='draft', max_length=10, verbose_name='situação')),
                ('title', models.CharField(max_length=255, verbose_name='título')),
                ('body', models.JSONField(default=dict, verbose_name='texto')),
                ('sources', models.TextField(blank=True, verbose_name='fontes')),
                ('audience', models.JSONField(blank=True, default=list, verbose_name='para quem')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 do texto')),
                ('searched', models.TextField(editable=False)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField(verbose_name='escrito em')),
                ('written_by_name', models.CharField(blank=True, max_length=200, verbose_name='escrito por')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='publicado em')),
                ('published_by_name', models.CharField(blank=True, max_length=200, verbose_name='publicado por')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='deixou de valer em')),
                ('ended_reason', models.TextField(blank=True, verbose_name='motivo da retirada')),
            ],
            options={
                'verbose_name': 'modelo da biblioteca',
                'verbose_name_plural': 'modelos da biblioteca',
                'ordering': ['kind', 'title', '-version'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['axis', 'action', 'risk', 'indicator'])), name='exemplar_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'superseded', 'retired'])), name='exemplar_state_known'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='exemplar_has_title'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'retired'), _negated=True), models.Q(('ended_reason', ''), _negated=True), _connector='OR'), name='exemplar_retired_with_reason'), models.CheckConstraint(condition=models.Q(('published_at__isnull', False), models.Q(('state', 'published'), _negated=True), _connector='OR'), name='exemplar_published_on'), models.UniqueConstraint(fields=('kind', 'key', 'version'), name='exemplar_version_once'), models.UniqueConstraint(fields=('model_uid', 'version'), name='exemplar_of_model_once'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('model_uid',), name='exemplar_one_draft'), models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('model_uid',), name='exemplar_one_published')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exemplar',
            trigger=pgtrigger.compiler.Trigger(name='exemplar_flow', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:published,draft:retired,published:retired,published:superseded}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='3e5fb5c90d4fbf90dfb730d7b0442c845f5e54e0', operation='UPDATE', pgid='pgtrigger_exemplar_flow_44ac2', table='library_exemplar', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exemplar',
            trigger=pgtrigger.compiler.Trigger(name='exemplar_text_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'draft\') AND (OLD."model_uid" IS DISTINCT FROM (NEW."model_uid") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."sources" IS DISTINCT FROM (NEW."sources") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0afbd34c4bc72134c3e05900495c9492ba95e66e', operation='UPDATE', pgid='pgtrigger_exemplar_text_final_25d61', table='library_exemplar', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exemplar',
            trigger=pgtrigger.compiler.Trigger(name='exemplar_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='d14466f3f2256ecea0b6157cbb05901ad64ccf1c', operation='DELETE', pgid='pgtrigger_exemplar_is_kept_cc80f', table='library_exemplar', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='libraryimport',
            trigger=pgtrigger.compiler.Trigger(name='library_import_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1f0468068711469eb194adc5c320e3f9c606fbb5', operation='DELETE', pgid='pgtrigger_library_import_is_kept_1e048', table='library_libraryimport', when='BEFORE')),
        ),
    ]

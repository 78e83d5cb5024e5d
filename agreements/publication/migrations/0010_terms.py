"""The terms of use of the code as rows: those that everybody was shown, and those of today."""

import hashlib

import foundation.triggers
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


FIRST = (
    "1. O código-fonte do SisPMPI é cedido sem custo para uso na gestão do plano de "
    "integridade do partícipe, nos termos do acordo de cooperação técnica e do seu plano "
    "de trabalho.",
    "2. O partícipe instala, hospeda e opera o sistema com recursos próprios e responde "
    "pela segurança do ambiente em que ele funciona.",
    "3. O código pode ser estudado, adaptado e aperfeiçoado. Não pode ser vendido, e a "
    "autoria da Controladoria-Geral do Estado de Minas Gerais permanece indicada.",
    "4. As melhorias feitas no código são relatadas à CGE-MG todo ano e podem ser "
    "aproveitadas pelos demais partícipes, com o crédito de quem as fez.",
    "5. O pacote é entregue sem dados pessoais. Cada partícipe é o controlador dos dados "
    "que colocar no seu sistema e responde por eles na forma da Lei nº 13.709, de 2018.",
    "6. Antes de instalar, a área técnica confere o SHA-256 do pacote recebido com o "
    "informado pela CGE-MG. Falhas de segurança descobertas são comunicadas primeiro à "
    "CGE-MG.",
    "7. O código é fornecido no estado em que se encontra. Novas versões são comunicadas "
    "à área técnica, que decide quando adotá-las.",
)
# an agreement may be a termo de adesão
BEFORE, AFTER = "acordo de cooperação técnica e", "acordo de cooperação técnica ou do termo de adesão e"
WHY = "Os termos valem também para quem recebe o código por Termo de Adesão."


def seed(apps, schema_editor):
    model = apps.get_model("publication", "TermsOfUse")
    first = "\n".join(FIRST)
    for number, text, reason in ((1, first, ""), (2, first.replace(BEFORE, AFTER), WHY)):
        text_hash = hashlib.sha256(text.encode()).hexdigest()
        model.objects.create(number=number, text=text, text_hash=text_hash, reason=reason)


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0009_species'),
    ]

    operations = [
        migrations.CreateModel(
            name='TermsOfUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='versão')),
                ('text', models.TextField(verbose_name='texto')),
                ('text_hash', models.CharField(max_length=64, verbose_name='SHA-256 do texto')),
                ('reason', models.TextField(blank=True, verbose_name='por que mudou')),
                ('published_at', models.DateTimeField(null=True, verbose_name='publicada em')),
                ('published_by_name', models.CharField(blank=True, max_length=200, verbose_name='publicada por')),
            ],
            options={
                'verbose_name': 'termos de uso do código',
                'verbose_name_plural': 'termos de uso do código',
                'ordering': ['-number'],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='delivery_terms_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.accepted_at IS NOT NULL AND (OLD.accepted_at IS DISTINCT FROM NEW.accepted_at OR OLD.terms_version IS DISTINCT FROM NEW.terms_version OR OLD.terms_text IS DISTINCT FROM NEW.terms_text OR OLD.terms_hash IS DISTINCT FROM NEW.terms_hash))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d73dc3b6dc2434f1c6fda454693bd50a60b90a05', operation='UPDATE', pgid='pgtrigger_delivery_terms_kept_f04f9', table='publication_delivery', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='termsofuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('text_hash__regex', '^[0-9a-f]{64}$')), name='terms_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='termsofuse',
            trigger=pgtrigger.compiler.Trigger(name='terms_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='65c17118026d73b6bc41868757093d9c55b32ad5', operation='UPDATE OR DELETE', pgid='pgtrigger_terms_append_only_c4859', table='publication_termsofuse', when='BEFORE')),
        ),
        # the first rows are no change that somebody made
        migrations.RunPython(seed, migrations.RunPython.noop, elidable=False),
        pgtrigger.migrations.AddTrigger(
            model_name='termsofuse',
            trigger=pgtrigger.compiler.Trigger(name='field_history', sql=foundation.triggers.CallsShared(execute='public.journal_note()', func='', hash='9547f46b572ae951b1acabc4ab93ddcb9139a433', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_field_history_9f122', table='publication_termsofuse', when='AFTER')),
        ),
    ]

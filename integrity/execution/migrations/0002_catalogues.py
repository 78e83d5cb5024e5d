"""The types of action and the limiting factors that every organisation starts with."""

from django.db import migrations

TYPES = ("Processo", "Normativo", "Sensibilização", "Formação")
LIMITING_FACTORS = (
    "Alteração de normas",
    "Demora em licitação ou contratação",
    "Dependência de outra unidade ou órgão",
    "Falta de capacitação",
    "Falta de orçamento",
    "Falta de pessoal",
    "Falta de sistema ou equipamento",
    "Mudança de prioridade da gestão",
    "Prazo insuficiente",
)


def seed(apps, schema_editor):
    for model, names in (("ActionType", TYPES), ("LimitingFactor", LIMITING_FACTORS)):
        entries = apps.get_model("execution", model).objects
        for name in names:
            entries.get_or_create(name=name, organ=None)


class Migration(migrations.Migration):
    dependencies = [("execution", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

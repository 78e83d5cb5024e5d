"""The words that every organisation starts with; it changes them as it likes."""

from django.db import migrations

WORDS = {
    "organ_type": (
        "Secretaria",
        "Órgão autônomo",
        "Autarquia",
        "Fundação",
        "Empresa estatal",
        "Prefeitura",
        "Câmara",
    ),
    "act_type": ("Decreto", "Portaria", "Resolução", "Instrução normativa", "Deliberação"),
    "instrument": (
        "Questionário",
        "Entrevista",
        "Grupo focal",
        "Análise de documentos e normas",
        "Matriz SWOT",
        "Relatórios de auditoria e de controle",
        "Manifestações da ouvidoria",
        "Mapeamento de riscos",
    ),
    "stakeholder": (
        "Alta administração",
        "Servidores",
        "Terceirizados e estagiários",
        "Órgãos de controle",
        "Conselhos",
        "Usuários dos serviços",
        "Fornecedores",
        "Sociedade civil",
    ),
    "thematic_axis": (
        "Comprometimento da alta administração",
        "Planejamento estratégico e gestão de riscos",
        "Controles internos",
        "Conflito de interesses e nepotismo",
        "Ética e conduta",
        "Transparência",
        "Gestão de pessoas",
        "Canais de denúncia e responsabilização",
    ),
}


def seed(apps, schema_editor):
    entries = apps.get_model("formulation", "CatalogueEntry").objects
    for kind, names in WORDS.items():
        for position, name in enumerate(names, start=1):
            entries.get_or_create(
                kind=kind, name=name, organ=None, defaults={"position": position}
            )


class Migration(migrations.Migration):
    dependencies = [("formulation", "0006_registers")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

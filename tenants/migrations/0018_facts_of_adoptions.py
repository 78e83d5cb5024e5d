"""Facts tell which models of the library an organisation adopted; a drift may be of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    contract_of = ("0.1.0", "every figure that the release before writes is still allowed")

    dependencies = [
        ('tenants', '0017_plans_shown'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='drift',
            name='drift_figure_known',
        ),
        migrations.AddField(
            model_name='facts',
            name='adoptions',
            field=models.JSONField(db_default={}, default=dict, verbose_name='modelos adotados'),
        ),
        migrations.AlterField(
            model_name='drift',
            name='figure',
            field=models.CharField(choices=[('plans', 'Planos'), ('actions', 'Ações em vigor'), ('actions_late', 'Ações atrasadas'), ('risks', 'Riscos'), ('recommendations_open', 'Recomendações sem resposta'), ('recommendations_late', 'Recomendações com resposta atrasada'), ('plans_shown', 'Planos na página pública'), ('in_force_since_date', 'Plano em vigor desde'), ('last_activity_at', 'Última atividade'), ('adoptions', 'Modelos da biblioteca adotados')], max_length=40, verbose_name='dado'),
        ),
        migrations.AddConstraint(
            model_name='drift',
            constraint=models.CheckConstraint(condition=models.Q(('figure__in', ['plans', 'actions', 'actions_late', 'risks', 'recommendations_open', 'recommendations_late', 'plans_shown', 'in_force_since_date', 'last_activity_at', 'adoptions'])), name='drift_figure_known'),
        ),
    ]

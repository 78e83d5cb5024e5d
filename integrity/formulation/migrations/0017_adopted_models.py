"""With which models of the library an axis, an action and a risk began."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formulation', '0016_public_page'),
    ]

    operations = [
        migrations.AddField(
            model_name='action',
            name='adopted',
            field=models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list, verbose_name='modelos adotados'),
        ),
        migrations.AddField(
            model_name='axis',
            name='adopted',
            field=models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list, verbose_name='modelos adotados'),
        ),
        migrations.AddField(
            model_name='integrityrisk',
            name='adopted',
            field=models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list, verbose_name='modelos adotados'),
        ),
    ]

"""A table that a later release adds, and a column of the table that was written to before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0003_further")]
    operations = [
        migrations.AddField("line", "column", models.PositiveIntegerField(null=True)),
        migrations.CreateModel(
            name="Cover",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("title", models.CharField(max_length=50, unique=True)),
            ],
        ),
    ]

"""The column may not be empty any more: refused where Python did not come first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trial", "0004_fill")]
    operations = [migrations.AlterField("sheet", "size", models.PositiveIntegerField())]

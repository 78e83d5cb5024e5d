"""Drop what Django made beside each unique text for `LIKE`; the backend makes none any more.

Works in whichever schema is being migrated. Indexes that a model names are kept.
"""

from django.db import migrations

DROP = r"""
DO $$
DECLARE unused name;
BEGIN
  FOR unused IN
    SELECT c.relname
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
     WHERE c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace
                              WHERE nspname = current_schema())
       AND c.relname ~ '_[0-9a-f]{8}_like$'
       AND (SELECT o.opcname IN ('varchar_pattern_ops', 'text_pattern_ops')
              FROM pg_catalog.pg_opclass o WHERE o.oid = i.indclass[0])
  LOOP
    EXECUTE format('DROP INDEX %I.%I', current_schema(), unused);
  END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_assignment_ended_at")]
    operations = [migrations.RunSQL(DROP, migrations.RunSQL.noop)]

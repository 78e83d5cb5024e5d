"""Triggers without a function of their own: they call one that all schemas share."""

from typing import Any

import pgtrigger
from pgtrigger import compiler


class CallsShared(compiler.UpsertTriggerSql):
    """The statement of such a trigger. Migrations hold it: never change what it says."""

    def get_template(self) -> str:
        return """
            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                FOR EACH {level} {condition}
                EXECUTE FUNCTION {execute};
            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class Calls(pgtrigger.Trigger):
    """A trigger that calls `public.<calls>()`, made by `sispmpi migrate` before any table."""

    def __init__(self, calls: str, **how: Any) -> None:
        self.calls = calls
        super().__init__(**how)

    def compile(self, model: Any) -> compiler.Trigger:
        """What a migration holds."""
        return compiler.Trigger(
            name=self.name,
            sql=CallsShared(
                pgid=self.get_pgid(model),
                func="",
                table=model._meta.db_table,
                constraint="CONSTRAINT" if self.timing else "",
                when=self.when,
                operation=self.operation,
                timing=f"DEFERRABLE INITIALLY {self.timing}" if self.timing else "",
                level=self.level or pgtrigger.Row,
                condition=self.render_condition(model),
                execute=f"public.{self.calls}()",
            ),
        )

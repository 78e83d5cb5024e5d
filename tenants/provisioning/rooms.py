"""What the guests of rooms may do in the public schema: functions, privileges, policies.

A guest's key stands in the setting `sispmpi.room` of the session, set with the role. The functions
that the apps declare in `FUNCTIONS` say which agreement it opens; they run with the owner's rights,
and the role of rooms alone may call them. The key is a secret of the guest's: a statement that
names another room does not know it.
"""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from foundation.grants import RoomGrant

ROOM = "room"
FUNCTION = """
CREATE OR REPLACE FUNCTION public.{name}() RETURNS {kind}
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$ {body} $$
"""


def declared_in(modules: Iterable[ModuleType]) -> dict[str, RoomGrant]:
    """What the apps open of public tables to the guests of rooms."""
    declared: dict[str, RoomGrant] = {}
    for module in modules:
        declared.update(getattr(module, "ROOMS", {}))
    return declared


def make_functions(cursor: Any, room: str, modules: Iterable[ModuleType]) -> None:
    """What the rows of rooms are compared with, for the (quoted) role of rooms and nobody else."""
    for module in modules:
        for name, (kind, body) in getattr(module, "FUNCTIONS", {}).items():
            cursor.execute(FUNCTION.format(name=name, kind=kind, body=body))
            cursor.execute(f"REVOKE ALL ON FUNCTION public.{name}() FROM PUBLIC")
            cursor.execute(f"GRANT EXECUTE ON FUNCTION public.{name}() TO {room}")


def open_rows(cursor: Any, room: str, name: str, grant: RoomGrant) -> None:
    """Privileges on one (quoted) table, and the policy that keeps them to the rows of one room."""
    cursor.execute(f"GRANT {grant.may} ON public.{name} TO {room}")
    cursor.execute(f"DROP POLICY IF EXISTS room ON public.{name}")
    if grant.rows != "true":
        cursor.execute(
            f"CREATE POLICY room ON public.{name} TO {room} USING ({grant.rows})"
            f" WITH CHECK ({grant.new or grant.rows})"
        )

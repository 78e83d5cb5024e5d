"""How a public app says who else may touch its tables; the centre may touch them all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """Privileges of the portal and of the organisations on one public table.

    `rows` is the condition (SQL) on the rows that an organisation may see and write; with a
    tenant privilege it is mandatory, so that no table is ever shared whole by oversight.
    `portal_rows` is the same for the portal, where it may not see every row; what is personal is
    kept from it by columns: `SELECT (id, state), INSERT`. `read_by_all` adds rows of others that
    every organisation may read, and no more than read. `append_only` takes UPDATE and DELETE from
    the centre as well.
    """

    portal: str = ""
    tenant: str = ""
    rows: str = ""
    portal_rows: str = ""
    read_by_all: str = ""
    everyone: bool = False
    append_only: bool = False

    def __post_init__(self) -> None:
        if self.tenant and not (self.rows or self.everyone):
            raise ValueError("a table shared with organisations needs a condition on its rows")


@dataclass(frozen=True, slots=True)
class RoomGrant:
    """Privileges of the role of rooms on one public table, and on which of its rows.

    `rows` (SQL) says what a guest of a room sees; `new` what a row that is written must satisfy,
    where that is more. `"true"`, for what is only added to, leaves the rows of the table alone.
    """

    may: str
    rows: str
    new: str = ""

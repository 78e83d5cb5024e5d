"""The triggers of the journal's own table; each calls a function of `audit.functions`."""

import pgtrigger

from foundation.triggers import Calls

UNLINKED = pgtrigger.Condition("NEW.hash IS NULL")
JOURNAL_TRIGGERS = [
    Calls("journal_open", name="entry_opened", when=pgtrigger.Before, operation=pgtrigger.Insert),
    Calls(
        "journal_guard",
        name="entry_append_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
    ),
    Calls(
        "journal_guard",
        name="entry_not_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
    ),
    Calls(
        "journal_link",
        name="entry_linked",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
    ),
    Calls(
        "journal_link",
        name="entry_linked_last",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        timing=pgtrigger.Deferred,
        condition=UNLINKED,
    ),
]
KEY_TRIGGERS = [
    Calls(
        "journal_key_guard",
        name="key_gone_for_ever",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
    )
]

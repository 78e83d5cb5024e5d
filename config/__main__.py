"""The `sispmpi` command: local services before Django is loaded, Django's commands after."""

import os
import sys

from config import garbage

AS_OWNER = frozenset({"makemigrations", "migrate", "migrate_schemas", "sqlmigrate"})
ON_DATA = frozenset({"demo", "invite", "mail", "migrate", "migrate_schemas", "shell", "tenant"})
LOCAL = frozenset({"run", "local"})


def main() -> None:
    """Carry out `sispmpi <command> …`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    garbage.seldom()
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in LOCAL:
        from config.local.commands import main as local_main

        raise SystemExit(local_main(sys.argv[1:]))
    if "DATABASE_URL" not in os.environ:
        join_running_copy()
    if command in AS_OWNER:
        os.environ["DATABASE_LOGIN"] = "owner"
    if command in ON_DATA and not {"-h", "--help"} & {*sys.argv}:
        refuse_shared_sessions()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sispmpi", *sys.argv[1:]])


def refuse_shared_sessions() -> None:
    """A command that works on data ends with a reason where a pooler would mix them up."""
    import django

    django.setup()
    garbage.keep_what_is_loaded()
    from config import start

    start.refuse_shared_sessions()


def join_running_copy() -> None:
    """In a second terminal: work with the copy that `make run` started here, if one runs."""
    from config.local.places import state_directory
    from config.local.supervisor import environment_of_running

    for name, value in environment_of_running(state_directory(os.environ)).items():
        os.environ.setdefault(name, value)


if __name__ == "__main__":
    main()

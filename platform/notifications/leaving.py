"""Whether a message may leave the installation: the room of the tenants knows of places of play."""

from collections.abc import Callable

WITHHELD = "Ambiente de treinamento: esta mensagem não sai do sistema."


def always(to: str) -> bool:
    """Before anybody says otherwise every message leaves."""
    return True


may_leave: Callable[[str], bool] = always


def ask(question: Callable[[str], bool]) -> None:
    """Let another room answer for the schema in which the thread works."""
    global may_leave
    may_leave = question

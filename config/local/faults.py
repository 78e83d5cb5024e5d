"""What stops a start: one sentence for the person at the terminal, never a traceback."""


class LocalFault(Exception):
    """Something outside the programme is not as it must be; the message says what to do."""


class BadVariable(LocalFault):
    """An environment variable is missing or cannot be understood."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} {problem}")
        self.name = name

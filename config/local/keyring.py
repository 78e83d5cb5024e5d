"""Random secrets of one copy, made once and kept in a file that only its owner reads."""

import json
import os
import secrets
from pathlib import Path

from config.local.faults import LocalFault


class Keyring:
    """Names and the secrets they open; a name asked for the first time gets a new secret."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, name: str) -> str:
        """The secret of a name."""
        held = self._read()
        if name not in held:
            held[name] = secrets.token_urlsafe(32)
            self._write(held)
        return held[name]

    def _read(self) -> dict[str, str]:
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise LocalFault(f"{self.path} is not readable JSON: {error}") from None
        return {str(name): str(secret) for name, secret in held.items()}

    def _write(self, held: dict[str, str]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_private(self.path, json.dumps(held, indent=2, sort_keys=True) + "\n")


def write_private(path: Path, text: str) -> None:
    """Replace a file at once with one of mode 0600, so that no reader sees half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
    draft.replace(path)

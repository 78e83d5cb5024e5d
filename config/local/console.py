"""What a start says: its own lines with the seconds passed, those of its children with a name."""

import sys
import threading
import time
from typing import IO


class Console:
    """One writer for many voices, so that no line is cut by another."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream = stream or sys.stdout
        self._lock = threading.Lock()
        self._since = time.monotonic()

    def say(self, text: str) -> None:
        """A line of the start itself."""
        self._write(f"[{time.monotonic() - self._since:6.1f} s] {text}")

    def show(self, text: str) -> None:
        """A text as it is."""
        self._write(text)

    def follow(self, name: str, pipe: IO[bytes]) -> threading.Thread:
        """Relay a child's output line by line until it closes."""
        thread = threading.Thread(target=self._relay, args=(name, pipe), daemon=True)
        thread.start()
        return thread

    def _relay(self, name: str, pipe: IO[bytes]) -> None:
        with pipe:
            for line in pipe:
                self._write(f"{name:<8}| {line.decode(errors='replace').rstrip()}")

    def _write(self, text: str) -> None:
        with self._lock:
            try:
                self._stream.write(text + "\n")
                self._stream.flush()
            except (BrokenPipeError, ValueError):
                pass  # the terminal is gone; the stop that follows must not fail on it

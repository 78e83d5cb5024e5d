"""What is told of each kind of work under each kind of kill."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Case:
    """What came of one kind of work under one kind of kill."""

    rounds: int = 0
    converged: int = 0
    killed_at: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def told(self) -> dict[str, object]:
        return {
            "rounds": self.rounds,
            "converged": self.converged,
            "killed_at": dict(sorted(self.killed_at.items())),
            "slowest_s": round(self.slowest, 1),
            "faults": self.faults,
        }

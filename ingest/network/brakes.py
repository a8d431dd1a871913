"""The brake of each host: slower after every 429 and 503, back to its own pace after other answers.

The pause is what obeys the server; the delay only keeps what has waited from bursting out after it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Brake:
    """One slowed host: its pace before, how hard the brake is on, and until when nothing is sent."""

    pace_s: float
    notches: int = 0
    until: float = 0.0


@dataclass(slots=True)
class Brakes:
    """All slowed hosts, by download slot; times are `time.monotonic()`, delays are seconds.

    `initial_s` is the least delay between two requests of a slowed host, `most_s` the largest.
    `wait_s` gives the pause after so many notches, where the server itself names none.
    """

    initial_s: float
    most_s: float
    wait_s: Callable[[int], float]
    _brakes: dict[str, Brake] = field(default_factory=dict)

    def tighten(self, slot: str, delay_s: float, now: float, asked_s: float | None) -> tuple[float, float]:
        """Slow a host after a 429 or 503: returns its new delay, and until when to send nothing.

        Answers to requests sent before the pause tell nothing new: they may lengthen it, but the
        delay does not double for each of them.
        """
        brake = self._brakes.setdefault(slot, Brake(pace_s=delay_s))
        if now >= brake.until:
            brake.notches += 1
            delay_s = min(max(delay_s * 2, self.initial_s), self.most_s)
        pause_s = asked_s if asked_s is not None else self.wait_s(brake.notches)
        brake.until = max(brake.until, now + pause_s)
        return delay_s, brake.until

    def release(self, slot: str, delay_s: float, now: float) -> float:
        """Halve the delay after any other answer, down to the host's own pace; returns the new delay."""
        brake = self._brakes.get(slot)
        if brake is None or now < brake.until:
            return delay_s
        brake.notches = max(0, brake.notches - 1)
        delay_s = max(delay_s / 2, brake.pace_s)
        if brake.notches or delay_s > max(brake.pace_s, self.initial_s / 8):
            return delay_s
        return self._brakes.pop(slot).pace_s

"""What a run shows on a terminal while it works: one display, and log lines above it, never in it."""

import os
import pty
import re
import subprocess
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

STYLES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def shown_on_terminal(job, *words: str, **environment: str) -> str:
    """Run a command with a terminal for its standard error, and return the bytes that went there as text."""
    ours, its = pty.openpty()
    parts: list[bytes] = []

    def read() -> None:
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux's word for the end of a terminal
                return
            if not part:
                return
            parts.append(part)

    reader = threading.Thread(target=read)
    reader.start()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "300", **environment}
    command = job.command(*words, LOG_LEVEL="INFO")
    subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=its, timeout=60, check=False)  # noqa: S603
    os.close(its)
    reader.join()
    os.close(ours)
    return b"".join(parts).decode()


def test_log_lines_go_above_the_display(job) -> None:
    """Two sources share one display; every log line begins a line of its own; the cursor comes back."""
    text = shown_on_terminal(job, "ingest", "eastmoney", "eastmoney-web")
    assert "5 feeds" in text
    plain = STYLES.sub("", text.replace("\r", "\n"))
    stamped = [line for line in plain.splitlines() if re.search(r"\d\d:\d\d:\d\d \[", line)]
    assert any("quarantined: no body" in line for line in stamped)
    assert all(line.startswith("20") for line in stamped)
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h") == 1  # hidden and shown again


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}])
def test_a_terminal_that_cannot_redraw_gets_plain_lines(job, environment) -> None:
    """Where the cursor cannot be moved, there is no display."""
    text = shown_on_terminal(job, "ingest", "eastmoney", **environment)
    assert "\x1b" not in text
    assert "5 feeds" not in text

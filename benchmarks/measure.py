"""Peers in turn, medians, ratios: what a shared machine lets be said at all."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Cost:
    """What one process took: user and system seconds, seconds on the wall, most resident MiB."""

    cpu_s: float
    wall_s: float
    rss_mib: float


def run(command: list[str], *, cwd: Path = ROOT, expect: tuple[int, ...] = (0,)) -> Cost:
    """Run a command to its end and return its cost; RuntimeError with what it said when it ends otherwise."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in expect:
            said.seek(0)
            words = said.read().decode(errors="replace")[-3000:]
            raise RuntimeError(f"{' '.join(command)[:200]} ended with {process.returncode}:\n{words}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def alternate(peers: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """Run each peer once a round, all rounds; the same disturbances meet all."""
    found: dict[str, list[Cost]] = {name: [] for name in peers}
    for number in range(rounds):
        for name, peer in peers.items():
            found[name].append(peer())
            cost = found[name][-1]
            print(
                f"  {number + 1}/{rounds} {name}: {cost.cpu_s:.2f} s CPU, {cost.wall_s:.2f} s, {cost.rss_mib:.0f} MiB",
                flush=True,
            )
    return found


def median(costs: list[Cost], field: str) -> float:
    """Return the median of one of Cost's fields."""
    return statistics.median(getattr(cost, field) for cost in costs)


def ratio(ours: list[Cost], theirs: list[Cost], field: str) -> float:
    """Return the median of the rounds' own ratios, so that a slow minute counts on both sides."""
    return statistics.median(getattr(a, field) / getattr(b, field) for a, b in zip(ours, theirs, strict=True))


@contextmanager
def server(count: int, latency_s: float = 0.0) -> Iterator[str]:
    """Serve COUNT articles from a process of its own and give its address."""
    command = [sys.executable, "-m", "benchmarks.server", str(count), str(latency_s)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.communicate()


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def ingest(output: Path, address: str, **settings: object) -> list[str]:
    """Return the command of the job; politeness is switched off, openly: nobody is on the other side."""
    given = {
        "OUTPUT_DIR": output,
        "HOST_OVERRIDES": json.dumps({"*": address}),
        "AUTOTHROTTLE_ENABLED": False,
        "CONCURRENT_REQUESTS": 64,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 64,
        **settings,
    }
    pairs = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "ingest", "eastmoney", *pairs]


def runspider(name: str, *arguments: str) -> list[str]:
    """Return the command of a peer's spider; it is run outside the project, so on Scrapy's defaults."""
    return [sys.executable, "-m", "scrapy", "runspider", str(HERE / f"{name}.py"), *arguments]

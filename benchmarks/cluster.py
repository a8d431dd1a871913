"""Several workers on one Redis: what a second one brings, what an article costs there, and a day of accidents."""

import contextlib
import hashlib
import json
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import redis

from benchmarks import measure

WORKERS = 4
KILLS = 6  # of two of the workers, at random instants
LEASE_S = 20


class Told(NamedTuple):
    """What came of an accident run: files, numbered lines, articles read twice, whether the trees are equal."""

    files: int
    lines: int
    again: int
    equal: bool
    wall_s: float


class Redis:
    """A Redis of its own with its append-only file on, in a folder, on a free loopback port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", ""]
        self.process = subprocess.Popen(
            ["redis-server", *words, "--appendonly", "yes"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.client = redis.Redis(port=self.port)
        for _ in range(200):
            with contextlib.suppress(redis.RedisError):
                self.client.ping()
                return
            time.sleep(0.05)
        raise RuntimeError("redis-server does not answer")

    def stop(self) -> None:
        """End it in order."""
        self.client.close()
        self.process.terminate()
        self.process.wait()


@contextlib.contextmanager
def shared(place: Path) -> Iterator[Redis]:
    """Run a Redis in a folder."""
    server = Redis(place / "redis")
    try:
        yield server
    finally:
        server.stop()


def possible() -> bool:
    """Whether Debian's Redis is installed."""
    return shutil.which("redis-server") is not None


def _command(output: Path, address: str, url: str, *words: str, **settings: object) -> list[str]:
    given = {"LEDGER_URL": url, "LEASE_S": LEASE_S, "WORKER_WAIT_S": 60, "FEED_MAXSIZE": 2**30, **settings}
    return [*measure.ingest(output, address, **given), *words]


def throughput(articles: int, rounds: int) -> tuple[dict[str, list[float]], float, float]:
    """Return wall seconds with one and with two processes, then Redis commands and bytes for an article."""
    found: dict[str, list[float]] = {"1": [], "2": []}
    calls = size = 0.0
    with measure.server(articles) as address, measure.folder() as place, shared(place) as server:
        for number in range(rounds):
            for peers, walls in found.items():
                server.client.flushall()
                before = server.client.info()
                output = place / f"{number}-{peers}"
                began = time.perf_counter()
                helping = [_start(output, address, server.url, "--worker") for _ in range(int(peers) - 1)]
                measure.run(_command(output, address, server.url))
                for worker in helping:
                    worker.wait()
                walls.append(time.perf_counter() - began)
                after = server.client.info()
                calls = (after["total_commands_processed"] - before["total_commands_processed"]) / articles
                size = (after["used_memory"] - before["used_memory"]) / articles
                print(f"  {number + 1}/{rounds} {peers}: {walls[-1]:.1f} s", flush=True)
                shutil.rmtree(output)
    return found, calls, size


def accidents(articles: int, seed: int = 1) -> Told:
    """Kill and restart two of four workers at random, restart Redis once; compare with one run's tree."""
    chance = random.Random(seed)
    with measure.server(articles) as address, measure.folder() as place, shared(place) as server:
        measure.run(measure.ingest(place / "alone", address, FEED_MAXSIZE=2**30))
        output, began = place / "site", time.perf_counter()
        leader = _start(output, address, server.url)
        workers = [_start(output, address, server.url, "--worker") for _ in range(WORKERS)]
        posts = output / "_posts"
        marks = sorted(chance.randrange(articles) for _ in range(KILLS))
        for number, mark in enumerate(marks):
            while leader.poll() is None and (not posts.exists() or sum(1 for _ in posts.iterdir()) < mark):
                time.sleep(0.2)
            one = chance.randrange(2)
            workers[one].kill()
            workers[one].wait()
            if number == KILLS // 2:
                server.stop()
                server.start()
            workers[one] = _start(output, address, server.url, "--worker")
        codes = [process.wait() for process in (leader, *workers)]
        measure.run(_command(output, address, server.url))  # the last lines of the manifest
        wall = time.perf_counter() - began
        if any(codes):
            newest = sorted((output / ".ingest" / "runs").iterdir())
            errors = [line for path in newest for line in json.loads(path.read_text("utf-8"))["errors"]]
            raise RuntimeError(f"exit codes {codes}: {errors}")
        alone, ours = _tree(place / "alone"), _tree(output)
        lines = (output / "index.ndjson").read_bytes().splitlines()
        reads = int(server.client.get("sharepress:tick") or 0)
        return Told(len(list(posts.iterdir())), len(lines), reads - articles, alone == ours, wall)


def _start(output: Path, address: str, url: str, *words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        _command(output, address, url, *words),
        cwd=measure.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _tree(root: Path) -> dict[str, str]:
    """Return each published file's hash; what a killed worker left unfinished (`.sharepress-…`) is none."""
    files = (path for path in root.rglob("[!.]*") if path.is_file() and ".ingest" not in path.parts)
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

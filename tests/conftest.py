"""What several tests share: the replica, and the project's own commands run against it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from redis_server import RedisServer

from ingest.demo.replica import Replica

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
# Loopback needs no politeness, and a test no patience.
# A process counts the memory of the one that it was forked from, so a small one starts what is measured.
PEAK = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, flush=True)
sys.exit(code)
"""
QUICK = {"AUTOTHROTTLE_ENABLED": "False", "BACKOFF_INITIAL_S": "0.001", "BACKOFF_MAX_S": "0.01", "LOG_LEVEL": "WARNING"}

# The same generated examples in every run, without a clock; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@dataclass
class Job:
    """Runs `scrapy …` in a process of its own, writing into one output folder, asking one server."""

    output: Path
    server: str
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> Path:
        return self.output / ".ingest"

    def command(self, *words: str, **settings: str) -> list[str]:
        given = {
            "OUTPUT_DIR": str(self.output),
            "HOST_OVERRIDES": json.dumps({"*": self.server}),
            **QUICK,
            **self.settings,
            **settings,
        }
        pairs = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
        return [sys.executable, "-m", "scrapy", *words, *pairs]

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; what it printed is in the result."""
        return subprocess.run(  # noqa: S603  # our own command
            self.command(*words, **settings), cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
        )

    def measure(self, *words: str, **settings: str) -> tuple[int, float, str]:
        """Run a command to its end; its exit code, the most memory that was resident in MiB, and what it printed."""
        done = subprocess.run(  # noqa: S603  # as above
            [sys.executable, "-c", PEAK, *self.command(*words, **settings)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        said, _, peak = done.stdout.rpartition("peak ")
        return done.returncode, int(peak) / 1024, said

    def start(self, *words: str, **settings: str) -> subprocess.Popen[str]:
        """Start a command and return at once."""
        return subprocess.Popen(  # noqa: S603  # as above
            self.command(*words, **settings), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def tree(self) -> dict[str, bytes]:
        """The published files by their path below the output folder."""
        return {
            str(path.relative_to(self.output)): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file() and ".ingest" not in path.parts
        }

    def times(self) -> dict[str, int]:
        """The modification times of the published files, in nanoseconds."""
        return {name: (self.output / name).stat().st_mtime_ns for name in self.tree()}

    def reports(self) -> list[dict[str, Any]]:
        """The run reports, oldest first."""
        return [json.loads(path.read_text("utf-8")) for path in sorted((self.state / "runs").glob("*.json"))]


@pytest.fixture
def replica() -> Iterator[Replica]:
    """A replica of the source on a free loopback port, with the demo's articles."""
    with Replica() as server:
        yield server


@pytest.fixture
def job(tmp_path: Path, replica: Replica) -> Job:
    """A job that asks the replica and writes below a folder of its own."""
    return Job(tmp_path / "site", replica.url)


@pytest.fixture(scope="session")
def redis_program() -> str:
    """Debian's Redis, where it is installed."""
    program = shutil.which("redis-server")
    if not program:
        pytest.skip("no redis-server here")
    return program


@pytest.fixture(scope="session")
def redis_url(redis_program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis of its own on a free loopback port."""
    with RedisServer(redis_program, tmp_path_factory.mktemp("redis")) as server:
        yield server.url

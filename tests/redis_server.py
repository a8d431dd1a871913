"""A real Redis on loopback, for the tests of many machines on one queue."""

import socket
import subprocess
from pathlib import Path
from typing import Self


class RedisServer:
    """A Redis that keeps what it is told in a folder, and can be stopped and started again."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program, self.folder = program, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, and return when it listens."""
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--appendonly", "yes"]
        self.process = subprocess.Popen(  # noqa: S603  # found by its name
            [self.program, *words, "--save", ""], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        for line in self.process.stdout:
            if "Ready to accept connections" in line:
                return
        raise RuntimeError("redis-server ended at once")

    def stop(self) -> None:
        """End it in order."""
        self.process.terminate()
        self.process.communicate()

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.communicate()

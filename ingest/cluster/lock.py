"""One run that leads: it reads the feeds and writes manifest and feeds; workers need no leave."""

import json
import secrets
import threading
from typing import Final

from ingest.cluster.scripts import RELEASE, RENEW
from ingest.cluster.server import Server, text
from ingest.errors import LockHeldError, WriteError
from ingest.job.lock import holder, told

LASTS_S: Final = 30.0  # a leader that died is followed after this time


class LeaderLock:
    """Held until `release`; renewed by a thread, so that it ends by itself only when its process does.

    Raises LockHeldError, which names the holder, and WriteError when Redis cannot be used.
    """

    def __init__(self, server: Server, lasts_s: float = LASTS_S) -> None:
        self._server = server
        self._lasts_ms = int(lasts_s * 1000)
        self._mine = json.dumps({**holder(), "token": secrets.token_hex(8)})
        self._ended = threading.Event()
        self.lost = False
        taken = server.ask("SET", server.key("lock"), self._mine, "NX", "PX", self._lasts_ms)
        if not taken:
            named = told(text(server.ask("GET", server.key("lock"))))
            raise LockHeldError("another run leads", url=server.name, raw=named, fix="let it end; workers may join")
        threading.Thread(target=self._renew, args=(lasts_s / 3,), daemon=True, name="leader lock").start()

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if not self._ended.is_set():
            self._ended.set()
            self._server.run(RELEASE, self._mine)

    def _renew(self, every_s: float) -> None:
        while not self._ended.wait(every_s):
            try:
                kept = self._server.run(RENEW, self._mine, self._lasts_ms)
                if not kept:  # Redis forgot it while it was away: take it again if nobody else has
                    kept = self._server.ask("SET", self._server.key("lock"), self._mine, "NX", "PX", self._lasts_ms)
                self.lost = not kept
            except WriteError:
                continue  # the run itself meets the same and tells it

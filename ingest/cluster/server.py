"""One connection to a Redis whose every failure is a WriteError that names it: unreachable, full, another's keys."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import redis
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.retry import Retry

from ingest.errors import UsageError, WriteError

FORMAT: Final = b"sharepress ledger 1"
ANSWER_S = 5.0  # for one answer; a slower Redis is as good as none
RETRIES = 8  # with 0.1 to 4 s between them: a Redis that starts anew is waited for, a lost one is told soon
FIXES: Final = (  # what Redis says: what would mend it
    ("WRONGTYPE", "another program uses these keys: choose another LEDGER_PREFIX"),
    ("maxmemory", "give Redis more memory; nothing is lost, the next run goes on"),
    ("Authentication required", "write its password into LEDGER_URL: redis://:password@host:6379/0"),
    ("username-password", "mend the password in LEDGER_URL"),
    ("", "start it, or mend LEDGER_URL; nothing is lost, the next run goes on"),
)
KINDS: Final = {  # what INFO tells: what is to be named instead
    ("redis_mode", "cluster"): "name a Redis that stands alone",
    ("redis_mode", "sentinel"): "name the Redis that this one watches",
    ("role", "slave"): "name the Redis that this one copies",
}
Value = str | bytes | float | int


class Server:
    """The keys of one prefix in one Redis, and the Lua scripts that change them.

    Raises UsageError for an address that is none, a Redis that cannot keep a ledger, or a prefix that another program
    uses (nothing was changed then); every call raises WriteError when Redis cannot be used.
    """

    def __init__(self, url: str, prefix: str) -> None:
        self.name = _without_secret(url)
        self.prefix = f"{prefix}:"
        self._scripts: dict[str, Any] = {}
        self._gathered: list[tuple[str, tuple[Value, ...], Callable[[Any], object]]] | None = None
        self._client = self._connect(url, 0)  # one that is not there is told at once
        self._check_kind()
        self._claim_prefix()
        self._client.close()
        self._client = self._connect(url, RETRIES)

    def _connect(self, url: str, retries: int) -> redis.Redis:
        retry = Retry(ExponentialBackoff(cap=4, base=0.1), retries)
        try:
            return redis.Redis.from_url(
                url, socket_timeout=ANSWER_S, socket_connect_timeout=ANSWER_S, retry=retry, health_check_interval=30
            )
        except ValueError as error:
            raise UsageError("no address of a Redis", field="LEDGER_URL", raw=self.name, fix=str(error)) from error

    def key(self, *parts: str) -> bytes:
        """Return a key below the prefix."""
        return (self.prefix + ":".join(parts)).encode("utf-8", "backslashreplace")

    def ask(self, command: str, *values: Value) -> Any:
        """Run one command; bytes come back."""
        return self._told(lambda: self._execute(command, *values))

    def run(self, script: str, *values: Value) -> Any:
        """Run a Lua script with the prefix as its first argument, then these values."""
        known = self._scripts.get(script) or self._scripts.setdefault(script, self._client.register_script(script))
        arguments = [stored(self.prefix), *map(stored, values)]
        return self._told(lambda: known(args=arguments))

    def ask_all(self, commands: Iterable[tuple[Value, ...]]) -> list[Any]:
        """Run commands one after the other in one journey."""

        def ask() -> list[Any]:
            with self._client.pipeline(transaction=False) as pipeline:
                for command in commands:
                    pipeline.execute_command(*map(stored, command))  # type: ignore[no-untyped-call]  # as in _execute
                return list(pipeline.execute())

        answers: list[Any] = self._told(ask)
        return answers

    def run_later(self, script: str, *values: Value, then: Callable[[Any], object] = lambda _: None) -> None:
        """Run a script whose answer only `then` wants: with all others of a `gathered` journey, or at once."""
        if self._gathered is None:
            then(self.run(script, *values))
        else:
            self._gathered.append((script, values, then))

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Send what is run later inside in one journey for each script, in the order of their first use.

        Nothing is sent when something is raised inside, and no script before all of the earlier ones are done.
        """
        if self._gathered is not None:
            yield
            return
        self._gathered = []
        try:
            yield
            told = self._gathered
        finally:
            self._gathered = None
        for script in dict.fromkeys(script for script, _, _ in told):
            same = [(values, then) for other, values, then in told if other == script]
            known = hashlib.sha1(script.encode(), usedforsecurity=False).hexdigest()
            # the first one teaches it to a Redis that has forgotten it
            words: list[tuple[str, str]] = [("EVAL", script), *[("EVALSHA", known)] * (len(same) - 1)]
            commands = [(*word, 0, self.prefix, *values) for word, (values, _) in zip(words, same, strict=True)]
            for (_, then), answer in zip(same, self.ask_all(commands), strict=True):
                then(answer)

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self._client.close()

    def _check_kind(self) -> None:
        told = self._may_ask("INFO")
        for (name, kind), fix in KINDS.items():
            if told.get(name) == kind:
                raise UsageError("no Redis for a ledger", field="LEDGER_URL", raw=kind, url=self.name, fix=fix)

    def _claim_prefix(self) -> None:
        self.ask("SETNX", self.key("format"), FORMAT)
        if self.ask("GET", self.key("format")) != FORMAT:
            fix = "use a Redis database of your own, or another LEDGER_PREFIX"
            raise UsageError("keys of another program", field="LEDGER_PREFIX", raw=self.prefix, url=self.name, fix=fix)
        policy = self._may_ask("CONFIG", "GET", "maxmemory*")
        if policy.get("maxmemory", "0") != "0" and policy.get("maxmemory-policy", "noeviction") != "noeviction":
            fix = "set maxmemory-policy noeviction"
            raise UsageError("a Redis that forgets keys", field="LEDGER_URL", raw=policy, url=self.name, fix=fix)

    def _may_ask(self, *words: str) -> Mapping[str, str]:
        """Return what Redis tells of itself; nothing where it may not be asked."""
        try:
            found = self._execute(*words)
        except redis.ResponseError:
            return {}
        except redis.RedisError as error:
            raise self._failed(error) from error
        if isinstance(found, bytes):  # INFO's lines
            found = dict(line.partition(b":")[::2] for line in found.splitlines())
        return {text(name): text(value) for name, value in pairs(found) if isinstance(value, (str, bytes))}

    def _execute(self, *words: Value) -> Any:
        return self._client.execute_command(*map(stored, words))  # type: ignore[no-untyped-call]  # the client's own lack

    def _told(self, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except redis.RedisError as error:
            if isinstance(error, (redis.ConnectionError, redis.TimeoutError)):
                self._client.set_retry(Retry(NoBackoff(), 0))  # waited for once, not again for each article under way
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> WriteError:
        why = " ".join(str(error).partition(" script: ")[0].split()) or type(error).__name__
        fix = next((fix for sign, fix in FIXES if sign in why), FIXES[-1][1])
        return WriteError(f"cannot use the ledger in Redis ({why})", url=self.name, fix=fix)


def stored(value: Value) -> bytes:
    r"""Return a value as Redis keeps it; half characters (lone surrogates) as their escapes, `\ud83d`."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "backslashreplace")


def text(value: bytes | str | None) -> str:
    """Return what Redis keeps as text; "" for nothing."""
    return value.decode() if isinstance(value, bytes) else value or ""


def pairs(flat: Any) -> list[tuple[bytes, bytes]]:
    """Return (name, value) pairs of an answer, whichever form the client gives it."""
    if isinstance(flat, dict):
        return list(flat.items())
    if flat and isinstance(flat[0], (list, tuple)):
        return [(name, value) for name, value in flat]
    return list(zip(flat[::2], flat[1::2], strict=True))


def _without_secret(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if parts.netloc else url

"""`python -m benchmarks`: runs the parts and writes docs/benchmarks.md; `--only` and the numbers make it shorter."""

import argparse
import os
import platform
import shlex
import statistics
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import cluster, end_to_end, profile, stages, standing
from benchmarks.measure import ROOT, Cost, median, ratio

PARTS = ("fast", "latency", "stages", "idle", "size", "memory", "cluster", "profile")
LATENCY_S = 0.05


def main() -> None:
    """Run what is asked for; a part that is left out keeps its section of an earlier run."""
    given = _arguments()
    target = ROOT / "docs" / "benchmarks.md"
    sections = _sections(target)
    for part in PARTS:
        if part in given.only:
            print(part, flush=True)
            lines = globals()[f"_{part}"](given)
            command = shlex.join(["python", "-m", "benchmarks", *sys.argv[1:]])
            when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {_machine()}; `{command}`"
            sections[part] = "\n".join([lines[0], "", when, "", *lines[1:]])
            target.write_text(_document(sections), "utf-8")
    print(f"written to {target.relative_to(ROOT)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--articles", type=int, default=3000, help="articles of an end-to-end run")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the median is taken")
    parser.add_argument("--memory", type=int, nargs=2, default=(50_000, 5_000), metavar=("MANY", "FEW"))
    parser.add_argument("--shared", type=int, default=20_000, help="articles of the run with accidents on one Redis")
    parser.add_argument("--stored", type=int, nargs=2, default=(200_000, 1_000), metavar=("MANY", "FEW"))
    return parser.parse_args()


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = {line.partition(":")[2].strip() for line in lines if line.startswith("model name")}
    name = f"{os.cpu_count()} × {' '.join(models) or platform.machine()}, {platform.system()}"
    return f"{name}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the end"


def _fast(given: argparse.Namespace) -> list[str]:
    return _end_to_end(given, 0.0, "## The whole job, at once answered")


def _latency(given: argparse.Namespace) -> list[str]:
    return _end_to_end(given, LATENCY_S, "## The whole job, 50 ms latency per answer")


def _end_to_end(given: argparse.Namespace, latency_s: float, title: str) -> list[str]:
    found = end_to_end.compare(given.articles, given.rounds, latency_s)
    ours = found["job"]
    lines = [title, f"{given.articles} articles, medians of {given.rounds} alternating rounds; start-up included.", ""]
    lines += [
        "| | CPU per article | articles per second | CPU: job against it | rate: job against it |",
        "|---|---|---|---|---|",
    ]
    for name, costs in found.items():
        cpu, rate = median(costs, "cpu_s") * 1000 / given.articles, given.articles / median(costs, "wall_s")
        against = (
            "| – | – |"
            if costs is ours
            else f"| {ratio(ours, costs, 'cpu_s'):.2f} × | {ratio(costs, ours, 'wall_s'):.2f} × |"
        )
        lines.append(f"| {name} | {cpu:.2f} ms | {rate:.0f} {against}")
    return lines


def _stages(given: argparse.Namespace) -> list[str]:
    found = stages.compare(max(given.rounds, 5))
    peers = [name for name in stages.PEERS if name in found]
    own = [name for name in found if name not in peers and not name.startswith("(")]
    reading = [name for name in own if name not in {"front matter", "writing", "ledger"}]
    lines = ["## Stages", "CPU per article of about 1,700 characters; the peers read a page with the same article.", ""]
    lines += ["| step | ms per article |", "|---|---|"]
    lines += [f"| {name} | {stages.total(found, [name]):.3f} |" for name in own]
    lines.append(f"| **all stages and Markdown** | {stages.total(found, reading):.3f} |")
    lines.append(f"| **with front matter, file and ledger** | {stages.total(found, own):.3f} |")
    for name in peers:
        share = stages.total(found, reading) / stages.total(found, [name])
        lines.append(f"| {name} | {stages.total(found, [name]):.3f} (stages and Markdown: {share:.2f} ×) |")
    lines += [f"| {name} | not installed, skipped |" for name in stages.PEERS if name not in peers]
    return lines


def _idle(given: argparse.Namespace) -> list[str]:
    found = standing.idle(given.rounds)
    return ["## The idle run and a cold start", *_table(found, "empty spider", ("cpu_s", "wall_s"))]


def _size(given: argparse.Namespace) -> list[str]:
    many, few = given.stored
    found = standing.size(many, few, given.rounds)
    return [
        "## Nothing new, by articles in ledger and folder",
        *_table(found, str(few), ("cpu_s", "wall_s", "rss_mib")),
    ]


def _cluster(given: argparse.Namespace) -> list[str]:
    title = "## Several workers on one Redis"
    if not cluster.possible():
        return [title, "No redis-server here, skipped."]
    found, calls, size = cluster.throughput(given.articles, given.rounds)
    one, two = statistics.median(found["1"]), statistics.median(found["2"])
    told = cluster.accidents(given.shared)
    rate = f"one process {one:.1f} s, two {two:.1f} s ({one / two:.2f} × the throughput)"
    fate = "equal to" if told.equal else "NOT equal to"
    return [
        title,
        f"{given.articles} articles, start-up included, medians of {given.rounds}: {rate};",
        "Redis and the source run on the same cores.",
        f"An article costs {calls:.1f} Redis commands and {size:.0f} bytes of Redis memory, its original included.",
        "",
        f"{given.shared} articles, {cluster.WORKERS} workers and a run that leads, {cluster.KILLS} kills of two of the",
        f"workers at random instants, one restart of Redis: {told.files} files, {told.lines} lines in the manifest,",
        f"{told.again} articles read twice, tree {fate} a lone run's; {told.wall_s:.0f} s.",
    ]


def _memory(given: argparse.Namespace) -> list[str]:
    found = standing.memory(*given.memory)
    return [
        "## Memory that a run holds: at a number of articles written, and the most from there to its end",
        *_table(found, str(given.memory[1]), ("rss_mib",)),
    ]


def _profile(given: argparse.Namespace) -> list[str]:
    profile.profile(min(given.articles, 1000), ROOT / "docs" / "profile.txt")
    return ["## Profile", "What costs what: [profile.txt](profile.txt)."]


NAMES = {"cpu_s": "CPU s", "wall_s": "wall s", "rss_mib": "resident MiB"}


def _table(found: dict[str, list[Cost]], peer: str, fields: tuple[str, ...]) -> list[str]:
    lines = [
        "| | " + " | ".join(f"{NAMES[field]} | against {peer}" for field in fields) + " |",
        "|---" * (2 * len(fields) + 1) + "|",
    ]
    for name, costs in found.items():
        cells = [f"{median(costs, field):.2f} | {ratio(costs, found[peer], field):.2f} ×" for field in fields]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


HEAD = """# Benchmarks

`make bench` measures each figure against its peer in one run, alternating, and takes medians: on a shared
machine only the ratios say anything. Politeness (delays, throttling) is switched off here, openly, as nobody is
on the other side; it is on against real hosts. What is measured and how: `benchmarks/`.
"""


def _document(sections: dict[str, str]) -> str:
    return HEAD + "".join(f"\n<!-- {part} -->\n{sections[part]}\n" for part in [*PARTS, "notes"] if part in sections)


def _sections(target: Path) -> dict[str, str]:
    text = target.read_text("utf-8") if target.exists() else ""
    found = (piece.partition(" -->\n") for piece in text.split("\n<!-- ")[1:])
    return {name: body.strip() for name, _, body in found}


if __name__ == "__main__":
    main()

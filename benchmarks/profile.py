"""A profile of the whole job as text: what costs what. The times hold the profiler's own cost."""

import io
import pstats
import sys
from pathlib import Path

from benchmarks import measure


def profile(articles: int, target: Path) -> None:
    """Write the job's most expensive functions, by own time and by cumulated time."""
    with measure.server(articles) as address, measure.folder() as place:
        found = place / "job.prof"
        command = [*measure.ingest(place / "site", address), "-s", "LOG_LEVEL=WARNING"]
        measure.run([sys.executable, "-m", "cProfile", "-o", str(found), *command[1:]])
        text = io.StringIO()
        stats = pstats.Stats(str(found), stream=text)
        stats.sort_stats("tottime").print_stats(40)
        stats.sort_stats("cumtime").print_stats(90)
    lines = []
    for line in text.getvalue().splitlines():
        if not line.strip() or "List reduced" in line or str(place) in line:
            continue
        for folder, name in (
            (f"{measure.ROOT}/", ""),
            (f"{sys.prefix}/lib/", ".venv/lib/"),
            (f"{sys.base_prefix}/", ""),
        ):
            line = line.replace(folder, name)  # noqa: PLW2901  # shortened in place
        lines.append(line.rstrip())
    target.write_text(
        f"cProfile of `scrapy ingest` over {articles} new articles, from benchmarks/profile.py\n"
        + "\n".join(lines)
        + "\n",
        "utf-8",
    )

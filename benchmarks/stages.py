"""CPU per article of each step, and of the peers on the same page, in one process and in turn."""

import asyncio
import hashlib
import json
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks import measure
from benchmarks.corpus import page_html, records

EACH = 40
PEERS = ("trafilatura", "newspaper4k", "readability-lxml")


def compare(rounds: int) -> dict[str, list[float]]:
    """Return milliseconds of CPU per article, by step, one value a round; missing peers are absent."""
    with measure.folder() as place:
        steps = {**_ours(place), **_peers()}
        found: dict[str, list[float]] = {name: [] for name in steps}
        for _ in range(rounds + 1):  # the first warms up
            state: list[dict[str, Any]] = [{"number": number} for number in range(EACH)]
            for name, step in steps.items():
                began = time.process_time()
                for one in state:
                    step(one)
                found[name].append((time.process_time() - began) * 1000 / EACH)
    return {name: times[1:] for name, times in found.items()}


def total(found: dict[str, list[float]], names: list[str]) -> float:
    """Return the median over the rounds of the sum of some steps."""
    return statistics.median(map(sum, zip(*(found[name] for name in names), strict=True)))


def _ours(place: Path) -> dict[str, Callable[[dict[str, Any]], object]]:
    from scrapy.utils.conf import build_component_list  # noqa: PLC0415  # as all below: measured apart from the start
    from scrapy.utils.misc import load_object  # noqa: PLC0415
    from scrapy.utils.project import get_project_settings  # noqa: PLC0415

    from ingest.article import Article, pack  # noqa: PLC0415
    from ingest.ledger import Ledger  # noqa: PLC0415
    from ingest.seeds import read_seeds  # noqa: PLC0415
    from output.frontmatter import Plain, dump_front_matter  # noqa: PLC0415
    from output.markdown import to_markdown  # noqa: PLC0415
    from output.writer import write_atomic  # noqa: PLC0415

    settings, seeds = get_project_settings(), read_seeds(measure.ROOT / "seeds")
    crawler = SimpleNamespace(spider=SimpleNamespace(seed=seeds["eastmoney"], seeds=seeds), settings=settings)
    raw, ledger = list(records(EACH)), Ledger(place / "ledger.sqlite")
    serial = iter(range(10**9))

    def begin(one: dict[str, Any]) -> None:
        record = raw[one["number"]]
        one["article"] = Article(
            source="eastmoney",
            feed="press",
            rank=10,
            fetched_at=datetime.now(UTC),
            id=record["infocode"],
            id_raw=record["infocode"],
            title_raw=record["title"],
            published_raw=record["showtime"],
            outlet_raw=record["from"],
            digest_raw=record["simdigest"],
            body_raw=record["text"],
        )
        one["id"] = f"NW{next(serial):018}"

    def stage(path: str) -> Callable[[dict[str, Any]], object]:
        kind = load_object(path)
        built = kind.from_crawler(crawler) if hasattr(kind, "from_crawler") else kind()
        if asyncio.iscoroutinefunction(built.process_item):
            raise TypeError(f"{path} is asynchronous")
        return lambda one: built.process_item(one["article"])

    def front(one: dict[str, Any]) -> None:
        article = one["article"]
        fields = {
            "layout": "post",
            "title": article.title,
            "date": Plain(f"{article.published:%Y-%m-%d %H:%M:%S %z}"),
            "categories": "haiyuribao",
            "tags": article.outlet,
            "source": article.outlet,
            "source_url": article.source_url,
            "article_id": article.id,
            "authors": [{"name": author.name, "role": author.role} for author in article.authors],
            "securities": [{"symbol": security.symbol, "name": security.name} for security in article.securities],
            "description": article.description,
        }
        one["front"] = dump_front_matter({key: value for key, value in fields.items() if value})

    def keep(one: dict[str, Any]) -> None:
        article, name = one["article"], one["id"]
        record = {"code": name, "title": article.title_raw, "published": article.published_raw, "rank": "10"}
        ledger.note(name, "eastmoney", "eastmoney/press", record)
        ledger.get(name)
        ledger.assign(name, "eastmoney", f"_posts/{name}.md")
        fields = {"rank": 10, "content_hash": one["hash"], "published": article.published.isoformat(), "due": None}
        ledger.publish(name, fields, json.dumps(pack(article), ensure_ascii=False).encode())

    def write(one: dict[str, Any]) -> None:
        content = (one["front"] + "\n" + one["text"]).encode()
        one["hash"] = hashlib.sha256(content).hexdigest()
        write_atomic(place / "_posts" / f"{one['id']}.md", content, root=place)

    steps: dict[str, Callable[[dict[str, Any]], object]] = {"(set up)": begin}
    for path in build_component_list(settings.getwithbase("ITEM_PIPELINES")):
        if path.startswith("pipelines."):
            steps[path.rpartition(".")[2].removesuffix("Stage").lower()] = stage(path)
    steps["markdown"] = lambda one: one.update(text=to_markdown(one["article"].blocks))
    return {**steps, "front matter": front, "writing": write, "ledger": keep}


def _peers() -> dict[str, Callable[[dict[str, Any]], object]]:
    """Return the peers that are installed, each reading the page that the same article stands on."""
    pages = [page_html(number) for number in range(EACH)]
    found: dict[str, Callable[[dict[str, Any]], object]] = {}
    for name, module in zip(PEERS, ("trafilatura", "newspaper", "readability.readability"), strict=True):
        try:
            peer = import_module(module)
        except ImportError:
            print(f"  {name} is not installed and is skipped; it is in the extra `bench`")
            continue
        if module == "trafilatura":
            found[name] = lambda one, peer=peer: peer.bare_extraction(pages[one["number"]], with_metadata=True)  # type: ignore[misc]  # bound now
        elif module == "newspaper":
            found[name] = lambda one, peer=peer: _parse(peer, pages[one["number"]])  # type: ignore[misc]  # the same
        else:
            found[name] = lambda one, peer=peer: peer.Document(pages[one["number"]]).summary()  # type: ignore[misc]  # the same
    return found


def _parse(newspaper: Any, html: str) -> None:
    article = newspaper.Article("http://finance.eastmoney.com/a/1.html", language="zh")
    article.download(input_html=html)
    article.parse()

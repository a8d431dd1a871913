"""All that the replica can serve at one instant: the lists, the texts, the pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.demo.articles import DemoArticle
from ingest.demo.markup import Variant, render_body
from ingest.demo.pages import Page
from ingest.demo.records import Record, record_of, stub_of


@dataclass(slots=True)
class Holdings:
    """What can be asked for: items by list, text answers by infoCode, pages by 18-digit code.

    `least` is how many items a list gives of those it has, though fewer are asked for.
    """

    lists: dict[str, list[Record]] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    least: int = 0


def hold_articles(articles: Sequence[DemoArticle], now: str) -> Holdings:
    """Hold what the source would show of `articles` at `now` (`YYYY-MM-DD HH:MM:SS`), newest first.

    The text of an article is stored under its bare code if the rolling list has it, and under `NW`
    and the code if the press list or a market list has it; its page stands as soon as it is whole.
    """
    held = Holdings()
    for article in sorted(articles, key=lambda article: (article.listed_at, article.code), reverse=True):
        if article.listed_at <= now:
            _hold(held, article, whole=article.whole_from <= now)
    return held


def hold_records(rows: Iterable[Mapping[str, Any]]) -> Holdings:
    """Hold given rows in the given order: one record of a press or rolling list each, with its text.

    A row has feed ("press" or "rolling"), code, title, showtime and link; a press row also from and
    text, a rolling row digest and content. The link is served for rolling rows alone: the press list
    has none.
    """
    held = Holdings(lists={"press": [], "rolling": []})
    for row in rows:
        code, title, time = row["code"], row["title"], row["showtime"]
        if row["feed"] == "press":
            outlet, body = row.get("from", ""), row["text"]
            held.texts[code] = {"text": body}
            record = {"title": title, "from": outlet, "infocode": code, "showtime": time}
            record |= {"simtitle": title, "simdigest": row.get("digest", "")}
        else:
            outlet, body = row.get("from", ""), row["content"]
            held.texts[code] = {"content": body}
            record = {"title": title, "digest": row.get("digest", ""), "id": code, "url_w": row["link"]}
            record |= {"showtime": time, "infoCode": code}
        held.lists[row["feed"]].append(record)
        bare = code.removeprefix("NW")
        if row["feed"] == "press" or bare not in held.pages:  # the press record alone names the outlet
            held.pages[bare] = Page(title, time, outlet, body)
    return held


def _hold(held: Holdings, article: DemoArticle, *, whole: bool) -> None:
    code = article.code
    if whole:
        for feed in article.feeds:
            held.lists.setdefault(feed, []).append(record_of(article, feed))
        held.pages[code] = Page(
            article.title,
            article.shown,
            article.outlet,
            _body(article, "page"),
            article.noise,
            article.share_title,
        )
    if article.whole_from:
        held.lists.setdefault("rolling", []).append(stub_of(article))
    if "rolling" in article.feeds:
        held.texts[code] = {"content": _body(article, "rolling")}
    if any(feed == "press" or feed.startswith("market-") for feed in article.feeds):
        held.texts[f"NW{code}"] = {"text": _body(article, "press")}


def _body(article: DemoArticle, variant: Variant) -> str:
    line = article.source_line
    if line is None:
        line = f'<p class="em_media">（文章来源：{article.outlet}）</p>' if article.body else ""
    return render_body(f"{article.body}{line}", variant, joint=article.joint, indent=article.indent)

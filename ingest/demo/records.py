"""An article's item in each list, with the fields and spellings of that list."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ingest.demo.articles import DemoArticle

Record: TypeAlias = dict[str, Any]


def record_of(article: DemoArticle, feed: str) -> Record:
    """Give the article's item in `feed` (`press`, `market-37`, `kuaixun-102` …), its oddities included."""
    kind = feed.partition("-")[0]
    record = _MAKERS[kind](article)
    record.update(article.records.get(kind, {}))
    for name in article.absent.get(kind, ()):
        del record[name]
    return record


def stub_of(article: DemoArticle) -> Record:
    """Give the rolling item as it was seen before its article was whole: code and digest alone."""
    return _rolling(article) | {"title": "", "showtime": "", "url_w": ""}


def digest_of(article: DemoArticle) -> str:
    """Give the digest with its lead in 【】, which need not be the title."""
    lead = article.title if article.lead is None else article.lead
    return f"【{lead}】{article.digest}" if lead and article.digest else article.digest


def unique_url(code: str) -> str:
    """Give the one address form that an article is always found under."""
    return f"http://finance.eastmoney.com/a/{code}.html"


def _news_url(article: DemoArticle) -> str:
    if article.community:
        return f"http://caifuhao.eastmoney.com/news/{article.code}"
    return f"http://{article.host}.eastmoney.com/news/{article.column},{article.code}.html"


def _rolling(article: DemoArticle) -> Record:
    return {
        "title": article.title,
        "digest": digest_of(article),
        "id": article.code,
        "url_w": _news_url(article),
        "showtime": article.shown,
        "infoCode": article.code,
    }


def _press(article: DemoArticle) -> Record:
    return {
        "title": article.title,
        "from": article.outlet,
        "infocode": f"NW{article.code}",
        "showtime": article.shown,
        "simtitle": article.title,
        "simdigest": digest_of(article),
    }


def _market(article: DemoArticle) -> Record:
    return {
        "title": article.title,
        "medianame": article.outlet,
        "infoCode": f"NW{article.code}",
        "datetime": article.shown,
    }


def _kuaixun(article: DemoArticle) -> Record:
    channels = [feed.partition("-")[2] for feed in article.feeds if feed.startswith("kuaixun-")]
    return {
        "id": article.code,
        "newsid": article.code,
        "sort": f"1788{article.code[6:]}",
        "url_w": _news_url(article),
        "url_m": f"https://wap.eastmoney.com/a/{article.code}.html",
        "url_unique": unique_url(article.code),
        "title": article.title,
        "simtitle": article.title,
        "digest": digest_of(article),
        "simdigest": article.digest,
        "showtime": article.shown,
        "ordertime": article.shown,
        "column": ",".join(["100", *channels]),
        "commentnum": "0",
        "image": "",
        "Art_24Image": "",
        "Art_Media_Name": article.outlet,
    }


def _column(article: DemoArticle) -> Record:
    return {
        "code": article.code,
        "np_dst": "CFH" if article.community else "CMS",
        "realSort": f"1788{article.code[6:]}",
        "showTime": article.shown,
        "title": article.title,
        "mediaName": article.outlet,
        "summary": digest_of(article),
        "image": "",
        "url": _news_url(article),
        "uniqueUrl": "" if article.community else unique_url(article.code),
    }


_MAKERS: Mapping[str, Callable[[DemoArticle], Record]] = {
    "rolling": _rolling,
    "press": _press,
    "market": _market,
    "kuaixun": _kuaixun,
    "column": _column,
}

"""The HTML pages: article page, share page, and what stands on a page beside its article."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

Place = Literal["top", "middle", "end"]

_BANNER = (
    '<a href="https://acttg.eastmoney.com/pub/demo">'
    '<img src="https://np-newspic.dfcfw.com/download/demo-banner.jpg" class="em_handle_adv_close" /></a>'
)

NOISE: Mapping[str, tuple[Place, str]] = {
    "hidden-break": ("top", '<p style="display:none;height:1px;"><br/></p>'),
    "hidden-blank": ("top", '<p style="display:none;height:1px;overflow:hidden;"> </p>'),
    "account": ("top", "<p>　　看行情、查公告，上东方财富，东方财富证券一站式开户交易&gt;&gt;</p>"),
    "toplink": (
        "top",
        '<p>　　<a class="toplink" target="_blank" href="https://ai.eastmoney.com/demo">投研助手，点击体验</a></p>',
    ),
    "context": (
        "middle",
        '<div class="ad_context3"><script>if (a < b && c) { show("demo"); }</script><p>广告</p></div>',
    ),
    "banner": (
        "end",
        f'<p style="text-align:center;">{_BANNER}</p>',
    ),
    "ad-paragraph": ("end", '<p class="em_open">新人有礼，一站式开户交易&gt;&gt;</p>'),
    "editor-code": ("end", '<p class="res-edit">（责任编辑：DF318）</p>'),
    "wechat": ("end", "<p>打开微信，</p><p>点击底部的“发现”</p>"),
}
"""Strange blocks by name: where they stand in the page's body, and what they are."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an article page shows; `time` and `title` as the lists write them, `body` finished HTML."""

    title: str
    time: str
    outlet: str
    body: str
    noise: tuple[str, ...] = ()
    share_title: bool = True


def article_page(page: Page) -> str:
    """Give the page of an article: head lines under `div.infos`, body under `div#ContentBody`.

    The time is given to the minute and in the Chinese form, as there.
    """
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{escape(page.title)}_东方财富网</title></head>'
        f'<body>\n<div class="infos"><div class=" item">{_minutes(page.time)}</div>'
        f'<div class="item">{escape(page.outlet)}</div></div>\n'
        '<div class="txtinfos" id="ContentBody" style="margin-top:0;"><!--文章主体-->\n'
        f"{_with_noise(page.body, page.noise)}\n</div>\n</body></html>\n"
    )


def share_page(code: str, page: Page) -> str:
    """Give the share page: a shell whose text a script loads; its title may be empty."""
    title = escape(page.title) if page.share_title else ""
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head><body>\n'
        '<div id="news"><h1></h1><div id="text"></div></div>\n'
        f'<script>$.getJSON("/NewsData/GetNewsText.do?id={code}", function (news) {{ $("#text").html(news.text); }});'
        "</script>\n</body></html>\n"
    )


def _minutes(time: str) -> str:
    return re.sub(r"^(\d{4})\D(\d\d)\D(\d\d) (\d\d:\d\d).*", r"\1年\2月\3日 \4", time)


def _with_noise(body: str, names: Iterable[str]) -> str:
    blocks: dict[Place, str] = {"top": "", "middle": "", "end": ""}
    for name in names:
        place, html = NOISE[name]
        blocks[place] += html
    return blocks["top"] + body.replace("</p>", "</p>" + blocks["middle"], 1) + blocks["end"]

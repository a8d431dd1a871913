"""What is no part of an article, as sorted tables: one line per case, each with its rule's name.

Elements go by their tag, class or style; lines go only when the whole paragraph matches a pattern
from its first to its last character, so that a sentence about an app or an account stays.
Sources: the fragments described for Eastmoney's pages, and the usual furniture of Chinese news
pages; no entry names an outlet or a person.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

# Elements that show no running text, by tag. Text in them is dropped under the rule's name.
DROPPED_TAGS = {
    "audio": "player",
    "button": "form_control",
    "canvas": "player",
    "datalist": "form_control",
    "iframe": "frame",
    "noembed": "frame",
    "noframes": "frame",
    "noscript": "noscript",
    "object": "player",
    "option": "form_control",
    "script": "script",
    "select": "form_control",
    "style": "style",
    "svg": "graphic",
    "template": "template",
    "textarea": "form_control",
    "title": "title",
    "video": "player",
}
OPAQUE_TAGS = frozenset({"script", "style"})  # their text is never visible, so it is not reported

_HIDDEN_STYLE = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|height\s*:\s*[01]px|font-size\s*:\s*0(?![.\d]))",
    re.IGNORECASE,
)
_ADVERT_CLASS = re.compile(
    r"(?:^|\s)(?:"
    r"ad|ad[-_]?(?:box|container|content|wrap|wrapper)|ad_context\d*|ads|adsbygoogle|advert|advertisement"
    r"|advertising|em_handle_adv_close|gg_(?:box|wrap)|toplink"
    r")(?:\s|$)",
    re.IGNORECASE,
)
_TINY = re.compile(r"\s*[01](?:px)?\s*")
_CHART_ADDRESS = re.compile(r"webquoteklinepic\.|/GetPic\.aspx\?", re.IGNORECASE)

# The parts that lines of furniture are made of; none of them crosses the end of a sentence.
_WORDS = "[^，,。！？；!?;]"
_LEAD = f"(?:{_WORDS}{{0,12}}[，,])?"
_URGE = "(?:请|敬请|欢迎|立即|马上|点击|搜索|扫码|扫一扫|微信|长按|识别|扫描|添加|上方|下方|图中|二维码|并|[，、])"
_APP = f"(?:下载|安装|打开){_WORDS}{{0,20}}(?:APP|App|app|客户端|客戶端)"
_REWARD = (
    "[，,]?(?:查看|阅读|获取|享受?|了解|浏览|看|体验)(?:更多|全文|完整|详细|精彩|最新|独家|实时)" + _WORDS + "{0,16}"
)
_ACCOUNT = "(?:公众号|公众平台|微信号|官方微信|官方微博|视频号|订阅号)"
_NAMED = f'(?:[（(：:“"「]{_WORDS}{{1,24}})?'
_ARROWS = "(?:>|》|»|›|→)+"
_CLICK = "(?:点击|點擊)(?:上方|下方|上面)?的?[“「]?"
_LINES = (
    ("account_opener", f"[^。！？；!?;]{{0,28}}开户[^。！？；!?;]{{0,16}}{_ARROWS}"),
    ("advertisement", r"[【\[（(]?\s*(?:广告|廣告|推广|推廣|赞助商链接)\s*[】\]）)]?"),
    ("advertisement", r"\[?(?:[Aa]dvertise?ments?|ADVERTISEMENTS?|[Ss]ponsored|SPONSORED)\]?"),
    (
        "advertisement",
        r"(?:SKIP )?ADVERTISEMENT|[Ss]kip advertisement|Ad [Ff]eedback|Advertisement\W+[Ss]croll to continue",
    ),
    ("advertisement", r"(?:Article|Story) continues (?:below|after)(?: (?:this |the )?(?:advertisement|ad))?\W*"),
    ("advertisement", r"(?:請繼續往下閱讀|请继续往下阅读|廣告（請繼續閱讀本文）|下滑看更多)[.…。]*"),
    ("app_opener", f"[^。！？；!?;]{{0,24}}[尽盡]在{_WORDS}{{1,16}}(?:APP|App|app|客户端|客戶端)[。！!]?"),
    ("app_opener", f"{_LEAD}{_APP}(?:{_REWARD}[。！!]?(?:{_ARROWS})?|{_ARROWS})"),
    ("app_opener", f"{_LEAD}{_URGE}+{_APP}(?:{_REWARD})?[。！!]?(?:{_ARROWS})?"),
    ("follow_opener", f"{_LEAD}{_URGE}*关注{_WORDS}{{0,24}}{_ACCOUNT}{_NAMED}(?:{_REWARD})?[。！!]?"),
    ("follow_opener", f"[-—▼↓↑▲ ]*{_CLICK}[蓝藍名卡][字片][”」]?[，, ]?(?:关注|關注)(?:我们|我們)?[！!。-]*"),
    ("ending", r"[\s—–=~·•-]*END[\s—–=~·•-]*"),
    ("share_opener", "(?:即可)?将网页分享(?:至|到)(?:微信)?(?:朋友圈|好友)[。！]?"),
    ("share_opener", "打开微信[，,]?"),
    (
        "share_opener",
        '(?:使用|打开|用)?(?:微信)?[“"「]?扫一扫[”"」]?[，,]?(?:(?:即可)?将网页分享(?:至|到)(?:微信)?朋友圈)?[。！]?',
    ),
    ("share_opener", '点击(?:屏幕)?(?:底部|右上角|右下角)的?[“"「]?(?:发现|分享|…|更多)[”"」]?(?:按钮)?[，,。]?'),
)
_HINT = re.compile(
    "END|SKIP|Ad |[Cc]ontinue|[尽盡]在|[蓝藍]字|名片|卡片|往下|下滑|[Aa]dv|ADV|[Ss]pon|广告|廣告|推广|推廣|赞助"
    "|开户|下载|安装|打开|关注|扫一扫|朋友圈|好友|点击"
)
SHORT = 80  # characters of a class that is remembered
LINE_LENGTH = 80  # a longer paragraph is never furniture


def dropped_element(tag: str, attributes: Mapping[str, str]) -> str:
    """Name the rule by which an element and all that is in it is dropped, or ""."""
    style = attributes.get("style")
    if (style and _HIDDEN_STYLE.search(style)) or "hidden" in attributes:
        return "hidden"
    classes = attributes.get("class")
    if classes and (_is_advert if len(classes) < SHORT else _is_advert.__wrapped__)(classes):
        return "advertisement"
    return DROPPED_TAGS.get(tag, "")


@lru_cache(maxsize=512)
def _is_advert(classes: str) -> bool:
    return bool(_ADVERT_CLASS.search(classes))


def dropped_image(attributes: Mapping[str, str], *, in_chart: bool) -> str:
    """Name the rule by which an image is no illustration of the article, or ""."""
    if (
        in_chart
        or attributes.get("data-code", "").startswith("K ")
        or attributes.get("alt", "").startswith("K图")
        or _CHART_ADDRESS.search(attributes.get("src", ""))
    ):
        return "kline_chart"
    if any(_TINY.fullmatch(attributes.get(side, "")) for side in ("width", "height")):
        return "tracking_pixel"
    return ""


def dropped_line(text: str) -> str:
    """Name the rule by which a whole paragraph is furniture of its page, or ""."""
    if len(text) > LINE_LENGTH or not _HINT.search(text):
        return ""
    match = _line().fullmatch(text)
    return _LINES[match.lastindex - 1][0] if match and match.lastindex else ""


@cache
def _line() -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern})" for _, pattern in _LINES))

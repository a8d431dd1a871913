"""Lines that publishers set around every text: controls, openers of lists, notices, invitations.

Each table is sorted by kind; a new wording is one more alternative and one line in a test. These
are looked for only at the edges of a text, as any of them may be quoted within one.
"""

import re

# A line that opens a list of other articles: it and what follows in its part go. Such a list may stand within a text.
TEASERS = (
    r"相关(?:阅读|新闻|报道|链接|文章|专题|推荐|内容|资讯|稿件)|相關(?:閱讀|新聞|報導|連結|文章|主題)|延伸阅读|延伸閱讀|推荐阅读",
    r"推薦閱讀|(?:大家|网友)都在看|猜你喜欢|猜您喜欢|热门(?:推荐|文章|新闻)|更多(?:新闻|文章|内容|推荐|阅读|精彩)|精彩推荐",
    r"为您推荐|往期(?:回顾|推荐|精选)",
    r"related (?:articles?|posts?|stories|reading|content|links|topics|news)",
    r"similar posts|recent posts|popular posts|latest (?:news|posts|articles)",
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in)",
    r"recommended (?:for you|reading|articles|posts|stories)",
    r"more (?:from|stories|in|on|like this|articles|posts|news)\b",
    r"read (?:more|next|also)|keep reading|up next|what to read next|see also",
    r"don['’]t miss|most (?:read|popular)|trending|explore more|sign up|subscribe",
)
# A line that opens the readers' comments.
COMMENTS = (
    r"网友评论|網友評論|热门评论|精彩评论|最新评论|全部评论|评论列表|所有评论|评论区|留言板",
    r"(?:共|有)? ?\d+ ?(?:条|條|则|則|个|個)(?:留言|评论|評論|回應|回应|跟帖|讨论|討論)",
    r"leave a (?:reply|comment)|\d+ (?:comments|responses|replies|thoughts on .{1,200})|(?:reader|user) comments",
)
# A line that opens what else stands below every text: other pages, tags, ways to share.
ENDINGS = (
    r"上一篇|下一篇|上一条|下一条|上一則|下一則|发表评论|發表評論|我要评论",
    r"分享到|分享至|(?:本篇新闻)?(?:热门)?关键词|关键字|關鍵字|标签|標籤",
    r"comments?|\d+ comment|share (?:this|on)",
    r"about (?:the )?authors?|follow us|tags",
    r"filed under|previous (?:post|article)|next (?:post|article)|post navigation",
)
# Small controls about the page: print, size of letters, numbers of comments.
CONTROLS = (
    r"字[号號體体](?:大小)?[:：]?[ t|大中小繁简簡]*|調整字[體号].*|[大中小 |/]{3,9}|t ?[|｜] ?t",
    r"(?:我要)?(?:打印|列印|收藏|分享|分享工具|转发|轉寄|推荐|纠错|挑错|评论|評論|留言|举报|点赞)(?:本文|此文|文章)?[(（]?\d*[)）]?",
    r"返回.{1,10}[，, ]?查看更多|展开(?:全文|剩余.{0,8})|阅读全文|查看全文|点击查看",
    r"关闭|关闭窗口|返回|返回首页|返回顶部|复制链接|订阅|关注|放大|缩小|播报|听新闻|朗读|语音播报|手机看新闻",
    r"(?:\d+人?|[\d.]+万)?(?:条)?(?:评论|人参与|参与|阅读|浏览|次浏览|点击|跟帖|次阅读)[:：]?\d*(?:次|条|人)?.{0,6}",
    r"print|email|share|save|listen|copy link|link copied|advertisement|ad",
    r"(?:written|edited|reviewed|posted|published)? ?by|view comments|show more|continue reading|in this article",
    r"(?:read (?:the )?full|listen to(?: this)?|like this|share this|gift(?: this)?) (?:article|story|post)",
    r"(?:article|story) continues (?:below|after).{0,30}",
    r"sponsored|comments?|loading\.*|\d+ (?:min|minutes?)(?: read)?",
    r"\d+ (?:shares|comments|views)|广告|廣告|图集|原标题[:：].*|本文(?:共|约)\d+字.*|扫一扫.{0,12}",
)
# Notices below a text: rights, disclaimers, invitations to follow, hotlines. The first kind opens a
# notice and may be long; the second is recognised within a short line alone.
NOTICES = (
    r"notice\s*:|(?:免责|特别|郑重|版权|本站|本网|转载|法律)?(?:声明|聲明)\s*[:：]|(?:免责|版权|特别|郑重)声明|免責聲明|风险提示\s*[:：]",
    r"[\d、.]*凡(?:本网|本站)?注明|凡.{0,10}(?:转载|来源)",
    r"(?:内容|本文|以上内容|文章).{0,14}(?:未经|未經).{0,12}(?:授权|許可|许可|同意|授權)",
    r"(?:本文|以上内容|文章内容|文中内容|本信息|该文).{0,12}(?:不代表|仅代表|仅供参考|不构成|為作者)",
    r"(?:未经|未經).{0,14}(?:授权|許可|许可|同意|授權)",
    r"(?:©|copyright\b|\(c\)|all rights reserved)|版权所有|版權所有|如有侵权|如涉及版权|如因作品内容",
    r"(?:sign up|subscribe|join us|get (?:our|the)|follow us|follow .{3,30} on|download (?:our|the))\b",
    r"(?:click here|contact us|call us)\b",
    r"(?:we|(?:this|our) (?:web ?)?site)\b.{0,40} (?:uses?|stores?) .{0,30}cookies|we value your privacy",
    r"a version of this (?:article|story)|(?:do you )?have (?:you )?(?:got )?(?:a|any) (?:news )?(?:story|tips?)\b",
    r"this (?:article|story|post) (?:was|is|has been|originally) (?:originally )?(?:published|appeared|updated)",
)
SHORT_NOTICES = (
    r"不得转载|不得轉載|请注明(?:出处|来源)|違者必究|违者必究|all rights reserved",
    r"不代表本(?:网|站|报|刊|平台|公司)|仅代表作者|僅代表作者",
    r"不构成投资(?:建议|依据)|据此操作|风险自担|投资有风险|请及时(?:联系|与我们联系)|(?:对该稿件|本稿件).{0,12}(?:疑问|质疑|异议)",
    r"(?:扫码|扫描|长按|识别).{0,8}(?:二维码|关注|下载)|关注.{0,16}(?:公众号|微信|微博|视频号|头条号)|(?:公众号|微信号)[:：]",
    r"(?:facebook|google ?(?:plus|\+)|instagram|youtube|telegram)(?![a-z]).{0,30}(?:[專专][頁页]|粉[絲丝]|追蹤|\bus\b)",
    r"(?:下载|下載|打开|开启).{0,12}(?:客户端|用戶端|app)|(?:手机|手機).{0,10}(?:看新闻|看新聞)",
    r"更多.{0,16}(?:请|敬请)?(?:进入|点击|关注|登录)",
    r"(?:爆料|投稿|新闻线索|联系电话|广告合作|商务合作).{0,12}(?:电话|電話|邮箱|郵箱|微信|qq|[:：]\d|\d{5,})",
    r"contributed to this (?:report|story)",
)


def _line(wordings: tuple[str, ...], before: str = r"[\s\W_]*", after: str = r"[\s\W_]*") -> re.Pattern[str]:
    """Return a pattern that matches a whole line of one of the wordings."""
    return re.compile(rf"{before}(?:{'|'.join(wordings)}){after}", re.IGNORECASE)


_BEHIND = r"(?:[\s:：·>》|\-].{0,30}|[\W_]*)"
_OPENER, _ENDING = _line(TEASERS + COMMENTS + ENDINGS, after=_BEHIND), _line(COMMENTS + ENDINGS, after=_BEHIND)
_COMMENTS = _line(COMMENTS, after=r"[\s\W_]*(?:\d{1,7}[\s\W_]*)?")
_TEASER = re.compile(
    r"[\W_]*(?:(?:also )?read(?: also| more| next)?|related(?: story| article)?|see also|more|watch|listen|recommended"
    r"|延伸[阅閱][读讀]|相[关關](?:阅读|閱讀|新闻|新聞|报道|報導|链接)|推[荐薦][阅閱][读讀]|更多|[点點][击擊]|详[见情])\s*[:：|>»】\]]",
    re.IGNORECASE,
)
_CONTROL = _line(CONTROLS)
_NOTICE = re.compile(rf"[\s\W_]*(?:{'|'.join(NOTICES)})", re.IGNORECASE)
_SHORT_NOTICE = re.compile("|".join(SHORT_NOTICES), re.IGNORECASE)
# A longer line is no heading, and text, whatever its first words.
_SHORT, _HEADING, _LONGEST = 40, 60, 700
_BRACKETS = re.compile(r"[】\]]\s*[【\[]")


def opens_list(text: str) -> bool:
    """Tell whether a line is the heading of a list of other articles, of comments or of tags."""
    return len(text) < _HEADING and bool(_OPENER.fullmatch(text))


def ends_text(text: str) -> bool:
    """Tell whether what a line opens stands below a text alone."""
    return len(text) < _HEADING and bool(_ENDING.fullmatch(text))


def is_teaser(text: str) -> bool:
    """Tell whether a line begins as one that leads to another article."""
    return _TEASER.match(text) is not None


def opens_comments(text: str) -> bool:
    """Tell whether a line is the heading of the readers' comments."""
    return len(text) < _HEADING and bool(_COMMENTS.fullmatch(text))


def is_control(text: str) -> bool:
    """Tell whether a line is a control of the page and no part of the text."""
    if len(text) >= _SHORT:
        return False
    return bool(_CONTROL.fullmatch(text)) or all(_CONTROL.fullmatch(part) for part in _BRACKETS.split(text))


def opens_notice(text: str) -> bool:
    """Tell whether a line of any place begins as notices do: it is no text to judge an element by."""
    return len(text) < _LONGEST and bool(_NOTICE.match(text))


def is_notice(text: str) -> bool:
    """Tell whether a line is a publisher's notice or invitation; only asked below a text."""
    return opens_notice(text) or (len(text) < 90 and bool(_SHORT_NOTICE.search(text)))

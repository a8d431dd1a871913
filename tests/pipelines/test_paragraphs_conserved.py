import json
from pathlib import Path

import pytest
from both_parsers import read
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import Article, Heading, Image, Listing, Table
from ingest.demo.articles import DemoArticle, read_articles
from ingest.demo.markup import render_body
from pipelines.conservation import added_characters, missing_characters
from pipelines.paragraphs import read_paragraphs
from pipelines.paragraphs.stage import finish_paragraphs
from pipelines.securities import finish_securities

SHARED = Path(__file__).parents[3] / "shared"

# Pieces of markup that meet in every way: whole tags, halves of tags, entities, noise, credits, odd characters.
TAGS = """
<p> </p> <div> </div> <b> </b> <strong> </strong> <em> </em> <i> </i> <span> </span> <center> </center> <h1> </h1> <h2> </h2>
<br> <br/> </br> <hr> <ul> </ul> <ol> <li> </li> ●<li> <dl> <dt> <dd> <table> </table> <caption> <tr> <td> <th> <thead> <tbody>
<td~colspan=2> <blockquote> </blockquote> <pre> </pre> <figure> </figure> <figcaption> </figcaption> <section> <form> <select> <option>
<button> <object> <svg> </svg> <math> <video> </video> <body> </body> </html> <head> <frameset> <p~hidden> <p~style="display:none">
<span~hidden> <div~class=ad> <p~class="em_media"> <a~href="http://a.example/"> </a> <a~href=x> <img~src="http://a.example/1.jpg">
<img> <a~class="keytip"~data-code="1,600000"> <span~id="stock_1.600000"> <span~id="quote_1"> <span~style="font-weight:bold">
<!-- --> <!--EM_StockImg_Start--> <!--EM_StockImg_End--> <![CDATA[ ]]> <? ?> <!doctype <!DOCTYPE~html> <script> </script> <script
</script <style> </style> <textarea> </textarea> <title> </title> <xmp> </xmp> <iframe> </iframe> <noscript> </noscript> <noframes>
<noembed> <plaintext> <template> </template> < > / ! - -- " ' = & &amp; &lt &lt; &# 1; x41; &not it; &nbsp; &#8203; &#x80; &#0; &#xd800;
&#xfffe; &zzz; 甲 乙 丙丁 A b ， 。 ： （ ） ● • 3 👩 é （文章来源：某晚报） 来源：某晚报 责任编辑：甲 打开微信， 图为某地。甲摄 请下载某APP
"""
BLANKS = ["\n", "\r\n", "\t", " ", "　", "　　", "\xa0", "\x0b", "\x85", "\u2028"]
UNSEEN = ["\u200b", "\u200d", "\u202e", "\ufeff", "\x00", "\x01", "\ud800", "\ufffe"]
PIECES = [tag.replace("~", " ") for tag in TAGS.split()]
PIECES += BLANKS + UNSEEN


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_generated_markup_loses_and_adds_nothing(html):
    """However markup is broken, each visible character is in a block or dropped, and both parsers agree."""
    read(html)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text):
    """Any Unicode text at all is read without an error, and wholly."""
    read(text)
    read(f"<p>{text}<b>{text}")


INLINE = st.recursive(
    st.text("甲乙 \n　A&<", min_size=1, max_size=6).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(st.sampled_from(["b", "i", "span", "a", "u"]), st.lists(inner, max_size=3)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=8,
)
WHOLE = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "div", "pre", "center"]), INLINE).map(
        lambda made: f"<{made[0]}>{made[1]}</{made[0]}>"
    ),
    lambda inner: st.tuples(
        st.sampled_from(["div", "blockquote", "ul li", "ol li", "table tr td", "figure", "section"]),
        st.lists(inner, min_size=1, max_size=3),
    ).map(lambda made: _wrapped(made[0].split(), made[1])),
    max_leaves=10,
)


def _wrapped(tags: list[str], parts: list[str]) -> str:
    """Each part in the last tag, all of them in the others."""
    html = "".join(f"<{tags[-1]}>{part}</{tags[-1]}>" for part in parts)
    for tag in reversed(tags[:-1]):
        html = f"<{tag}>{html}</{tag}>"
    return html


@settings(max_examples=200, deadline=None)
@given(st.lists(WHOLE, max_size=4).map("".join))
def test_generated_documents_lose_and_add_nothing(html):
    """Whole trees of every kind of block keep their text; no run begins or ends with a blank that is marked up."""
    for block in read(html).blocks:
        for run in getattr(block, "runs", ()):
            assert run.text == "\n" or run.text == run.text.strip() or not (run.strong or run.emphasis or run.href)


DEMO = [(article, variant) for article in read_articles() for variant in ("press", "rolling", "page")]


@pytest.mark.parametrize(("article", "variant"), DEMO, ids=[f"{article.name}-{variant}" for article, variant in DEMO])
def test_demo_articles_are_read_as_worked_out_by_hand(article: DemoArticle, variant):
    """Headings, images, tables, lists and securities are those of the demo's own answers; nothing is lost."""
    html = render_body(article.body, variant, joint=article.joint, indent=article.indent)
    made = Article("demo", body_raw=html, digest_raw=article.digest)
    finish_paragraphs(made)
    finish_securities(made)
    assert made.blocks == read(html, digest=article.digest).blocks
    expect = article.expect
    if expect.quarantine:
        return
    for kind, number in (
        (Heading, expect.headings),
        (Image, expect.images),
        (Table, expect.tables),
        (Listing, expect.lists),
    ):
        assert sum(isinstance(block, kind) for block in made.blocks) == number, kind.__name__
    if variant != "press":  # whose bodies have no automatic links
        for kind, wanted in (("securities", expect.securities), ("boards", expect.boards)):
            assert wanted is None or tuple(one.symbol for one in getattr(made, kind)) == wanted


def _real_bodies() -> list[tuple[str, str]]:
    bodies = [(path.name, path.read_text("utf-8")) for path in sorted(SHARED.glob("eastmoney/*.html"))]
    records = SHARED / "posts" / "records.jsonl"
    for line in records.read_text("utf-8").splitlines() if records.exists() else ():
        record = json.loads(line)
        bodies.append((record["file"], record.get("text") or record.get("content") or ""))
    return bodies


@pytest.mark.parametrize(("name", "html"), [pytest.param(*body, id=body[0]) for body in _real_bodies()])
def test_real_bodies_are_accounted_for(name, html):
    """Of recorded bodies every visible character is accounted for; charts and source lines are out."""
    reading = read_paragraphs(html)
    assert missing_characters(html, reading.blocks, reading.dropped) == "", name
    assert added_characters(html, reading.blocks, reading.dropped) == "", name
    text = repr(reading.blocks)
    assert "文章来源" not in text
    assert "GetPic.aspx" not in text
    assert "责任编辑" not in text
    assert reading.source_line
    read(html)

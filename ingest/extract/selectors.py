"""The seed's own selectors: the first rank, as their author has seen the page."""

import re
from collections.abc import Mapping, Sequence

import parsel
from lxml import etree, html

from ingest.extract.document import squeeze
from ingest.extract.findings import Field, Finding

# What stands before an outlet's name on the page and is none of it.
_LABEL = re.compile(
    r"^[\s(（【\[]*(?:文章|信息|新闻|稿件|内容)?(?:来源|來源|出处|出處|稿源|source)\s*[:：]\s*(?=\S)", re.IGNORECASE
)
FIELDS: tuple[Field, ...] = ("title", "published", "modified", "outlet", "authors", "body")


def by_selectors(tree: html.HtmlElement, selectors: Mapping[str, Sequence[str]]) -> list[Finding]:
    """Return what the selectors find, a finding for each value.

    Of a field's selectors the first with any text wins. `body` gives the matched elements as HTML
    with everything that `drop` matches taken out; `authors` gives one value for each match; every
    other field the first match with text. A body that is there and empty is an answer too: nobody
    else shall guess another.
    """
    root = parsel.Selector(root=tree, type="html")
    for pattern in selectors.get("drop", ()):
        for match in root.css(pattern):
            _take_out(match.root)
    found: list[Finding] = []
    for field in FIELDS:
        for pattern in selectors.get(field, ()):
            values = _values(root.css(pattern), whole=field == "body")
            if values:
                kept = values if field == "authors" else values[:1] if field != "body" else ["\n".join(values)]
                found += [
                    Finding(field, _LABEL.sub("", value) if field == "outlet" else value, "selector") for value in kept
                ]
                break
        else:
            if field == "body" and any(root.css(pattern) for pattern in selectors.get("body", ())):
                found.append(Finding("body", "", "selector"))
    return found


def _values(matches: parsel.SelectorList[parsel.Selector], *, whole: bool) -> list[str]:
    """Return the matches' texts, or their HTML when `whole`; empty ones fall away."""
    values = []
    for match in matches:
        node = match.root
        if isinstance(node, etree._Element):  # noqa: SLF001 - lxml has no public name for it
            if whole:
                shown = squeeze(str(node.xpath("string()"))) or node.find(".//img") is not None
                text = etree.tostring(node, encoding="unicode", method="html", with_tail=False) if shown else ""
            else:
                text = squeeze(node.text_content() if isinstance(node, html.HtmlElement) else "")
        else:
            text = str(node).strip() if whole else squeeze(str(node))
        if text:
            values.append(text)
    return values


def _take_out(node: object) -> None:
    """Remove a matched element from its tree, keeping the text behind it."""
    if isinstance(node, html.HtmlElement) and node.getparent() is not None:
        node.drop_tree()

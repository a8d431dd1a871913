"""Pictures where the page's script would have put them: lazy images and `<noscript>` copies."""

import re
from urllib.parse import urljoin

from lxml import html

# Attributes in which lazy loaders keep the picture's address, most telling first.
_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "data-lazyload", "data-lazy",
    "data-url", "data-echo", "data-hi-res-src", "data-full-src", "_src", "original", "real_src", "file", "zoomfile",
)  # fmt: skip
_PLACEHOLDER = re.compile(
    r"^data:|^about:|(?:blank|grey|gray|placeholder|loading|spacer|transparent|lazy|1x1|pixel|default_?img)[^/]*$",
    re.IGNORECASE,
)


def settle_media(node: html.HtmlElement, base: str) -> None:
    """Give every picture of the body its real, absolute address, in place.

    A `<noscript>` copy replaces the placeholder before it; `base` is the page's address.
    """
    for copy in list(node.iter("noscript")):
        before = copy.getprevious()
        picture = copy.find(".//img")
        if picture is not None:
            if before is not None and before.tag in {"img", "span"} and not _address(before):
                before.drop_tree()
            copy.drop_tag()
    for image in node.iter("img", "source"):
        address = _address(image)
        if address:
            image.set("src", _join(base, address))
    for link in node.iter("a"):
        target = link.get("href")
        if target and not target.lower().startswith(("javascript:", "#")):
            link.set("href", _join(base, target))


def _address(image: html.HtmlElement) -> str:
    """Return the picture's own address, or "" for a placeholder."""
    for name in _LAZY:
        value = (image.get(name) or "").strip()
        if value and not _PLACEHOLDER.search(value) and ("/" in value or "." in value):
            return value
    source = (image.get("src") or "").strip()
    if source and not _PLACEHOLDER.search(source):
        return source
    largest = [part.split() for part in (image.get("srcset") or image.get("data-srcset") or "").split(", ")]
    sized = sorted((entry for entry in largest if entry and not entry[0].startswith("data:")), key=_width)
    return sized[-1][0] if sized else ""


def _width(entry: list[str]) -> float:
    """Return the width or density that a `srcset` entry names, 0 when none."""
    match = re.match(r"[\d.]{1,8}", entry[1]) if len(entry) > 1 else None
    try:
        return float(match.group()) if match else 0.0
    except ValueError:
        return 0.0


def _join(base: str, link: str) -> str:
    """Return the link made absolute; one that cannot be joined stays as it is."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link

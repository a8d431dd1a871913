"""Addresses in a body: which links and images are real, and where they point."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

# Where pages keep an image's address while a script loads it later, most telling first.
LAZY_ATTRIBUTES = (
    "data-src",
    "data-original",
    "data-original-src",
    "data-lazy-src",
    "data-lazyload",
    "data-lazy",
    "data-actualsrc",
    "data-echo",
    "data-url",
    "data-img",
    "file",
    "zoomfile",
)
_WEB = re.compile(r"https?://(?:\[[0-9a-f:.]+\]|[^\s/?#\[\]]+)(?:[:/?#]|$)", re.IGNORECASE)
_NOT_WRITTEN = re.compile(r"[\x00-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]+")
_PLACEHOLDER = re.compile(
    r"^data:|^about:|(?:^|[/_.-])(?:1x1|blank|dot_?clear|empty|grey|lazy(?:load)?|loading|pixel|placeholder"
    r"|spacer|transparent)(?:[_.-]\w+)*\.(?:gif|jpe?g|png|svg|webp)(?:$|\?)",
    re.IGNORECASE,
)


def link_address(raw: str, base_url: str) -> str:
    """Return the absolute web address of a link, or "" for anything else (scripts, mail, anchors).

    A relative one is read against `base_url`, and is "" without it.
    """
    address = _NOT_WRITTEN.sub("", raw).strip().replace(" ", "%20")
    if not _WEB.match(address):
        if not address or address.startswith("#"):
            return ""
        if address.startswith("//"):
            address = "https:" + address
        elif base_url:
            try:
                address = urljoin(base_url, address)
            except ValueError:  # a bracketed host that is no address
                return ""
    return address if _WEB.match(address) else ""


def image_address(attributes: Mapping[str, str], base_url: str) -> str:
    """Return the absolute address of an image, "" if it has none that can be fetched.

    A lazily loaded image has its true address in another attribute; `src` then holds a placeholder.
    """
    src = attributes.get("src", "").strip()
    if not src or _PLACEHOLDER.search(src):
        lazy = [attributes[name] for name in LAZY_ATTRIBUTES if attributes.get(name)]
        lazy += [
            candidates.split(",")[0].split()[0]
            for candidates in (attributes.get("data-srcset", ""), attributes.get("srcset", ""))
            if candidates.split(",")[0].split()
        ]
        src = next((one for one in lazy if not _PLACEHOLDER.search(one.strip())), src)
    return link_address(src, base_url)

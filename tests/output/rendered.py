"""Reads rendered HTML back as a reader sees it, for the tests that compare it with the blocks."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from ingest.article import Block, Blocks, Heading, Image, Listing, Paragraph, Preformatted, Quotation, Run, Runs, Table
from output.safety import safe_href, strip_invisible

_BREAK = "\ue000"  # stands for <br> until the line ends of the renderer are gone
_INLINE = {"strong", "em", "a", "br", "img"}

Mark = tuple[str, bool, bool, str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.marks: list[Mark] = []
        self.images: list[tuple[str, str]] = []
        self._text = ""
        self._href = ""
        self._open: list[str] = []
        self._after_break = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._text += _BREAK
            self._after_break = True
        elif tag == "img":
            self.images.append((values["src"], values.get("alt", "")))
        else:
            self._open.append(tag)
            self._href = values["href"] if tag == "a" else self._href
            if tag not in _INLINE:
                self.flush()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop() != tag:
            pass
        if tag == "a":
            self._href = ""
        elif tag not in _INLINE:
            self.flush(pre=tag == "pre")

    def handle_data(self, data: str) -> None:
        if self._after_break and data:
            data = data.removeprefix("\n")  # renderers set a line end behind <br>
            self._after_break = False
        self._text += data
        strong, emphasis = "strong" in self._open, "em" in self._open
        self.marks += [(sign, strong, emphasis, self._href) for sign in data if not sign.isspace()]

    def flush(self, *, pre: bool = False) -> None:
        text, self._text = self._text, ""
        self._after_break = False
        if pre:
            self.texts.append(text.removeprefix("\n"))  # as browsers do
            return
        # Renderers set line ends and indents between block tags, kramdown a no-break space into empty cells.
        if text == "\xa0" or (not text.strip(" \n") and "\n" in text):
            return
        text = re.sub(r"\n *$", "", text).replace(_BREAK, "\n").strip("\n")
        if text:
            self.texts.append(text)


def read_back(html: str) -> _Reader:
    """Texts of the leaf blocks in order, the look of each character, and the pictures of rendered HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader


def shown_texts(blocks: Blocks) -> list[str]:
    """Texts of the leaf blocks in order as a reader should see them; empty ones are left out."""
    texts = (
        (text if isinstance(block, Preformatted) else text.strip("\n"))
        for block, runs in _leaves(blocks)
        if (text := strip_invisible("".join(run.text for run in runs)))
    )
    return [text for text in texts if text and text != "\xa0"]


def shown_marks(blocks: Blocks) -> list[Mark]:
    """Every visible character with its look: strong, emphasised, linked to where."""
    marks: list[Mark] = []
    for _, runs in _leaves(blocks):
        for run in runs:
            look = (run.strong, run.emphasis, safe_href(run.href))
            marks += [(sign, *look) for sign in strip_invisible(run.text) if not sign.isspace()]
    return marks


def shown_images(blocks: Blocks) -> list[tuple[str, str]]:
    """Addresses and alternative texts of the pictures that may be shown."""
    return [
        (safe_href(block.src), " ".join(strip_invisible(block.alt).split()))
        for block, _ in _leaves(blocks)
        if isinstance(block, Image) and _is_shown(block)
    ]


def _is_shown(image: Image) -> bool:
    return safe_href(image.src).startswith("http")


def _leaves(blocks: Blocks) -> Iterator[tuple[Block, Runs]]:
    for block in blocks:
        match block:
            case Paragraph(runs) | Heading(runs):
                yield block, runs
            case Image(_, alt, caption):
                yield block, () if _is_shown(block) else (Run(" ".join(alt.split())),)
                yield Paragraph(()), tuple(replace(run, emphasis=True) for run in caption)
            case Table(rows, caption):
                yield block, tuple(replace(run, emphasis=True) for run in caption)
                yield from ((block, cell.runs) for row in rows for cell in row)
            case Listing(items):
                for item in items:
                    yield from _leaves(item)
            case Quotation(inner):
                yield from _leaves(inner)
            case Preformatted(text):
                yield block, (Run(text),) if text.strip() else ()


_SHOWING = set(
    "h1 h2 h3 h4 h5 h6 div p a img br hr span strong em b i ul ol li dl dt dd blockquote code pre center font"  # noqa: SIM905 - a list of words
    " table thead tbody tr th td col colgroup sup del abbr o:p".split()
)


class _Dangers(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SHOWING:
            self.found.append(tag)
        for name, value in attrs:
            scheme = re.match("[a-z]+:", re.sub("[\x00-\x20]", "", value or ""), re.IGNORECASE)
            runs = name in {"href", "src"} and scheme and scheme[0].lower() not in {"http:", "https:", "mailto:"}
            if runs or name.startswith("on"):
                self.found.append(f"{tag} {name}={value}")


def dangers(html: str) -> list[str]:
    """Elements that do more than show, event handlers, and addresses that run, in rendered HTML."""
    reader = _Dangers()
    reader.feed(html)
    reader.close()
    return reader.found


def build_with_jekyll(site: Path, layout: str, posts: dict[str, str]) -> dict[str, str]:
    """Build a site of one layout with Jekyll's own settings; names and texts in, names and pages out."""
    for folder in ("_layouts", "_posts"):
        (site / folder).mkdir(parents=True, exist_ok=True)
    (site / "_config.yml").write_text("permalink: /:title.html\n")
    (site / "_layouts/post.html").write_text(layout)
    for name, text in posts.items():
        (site / f"_posts/2021-12-17-{name}.md").write_bytes(text.encode())
    run = subprocess.run(  # noqa: S603 - no outside input
        ["jekyll", "build", "-q", "--disable-disk-cache", "-s", site, "-d", site / "_site"],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout.strip(), run.stderr.strip()) == (0, "", "")
    return {name: (site / f"_site/{name}.html").read_text("utf-8") for name in posts}

"""What renderers show of our Markdown is the blocks' text, to the character and to its look."""

import random
import re
import shutil
from itertools import cycle
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ingest.article import Blocks
from output.frontmatter import dump_front_matter
from output.markdown import to_markdown
from output.safety import neutral_title
from tests.output.hostile import TITLES, random_blocks
from tests.output.rendered import build_with_jekyll, read_back, shown_images, shown_marks, shown_texts

RENDERERS = {
    "commonmark": MarkdownIt("commonmark").enable("table"),
    "gfm": MarkdownIt("commonmark").enable(["table", "strikethrough"]),
    "smart quotes": MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"]),
}


def hostile_body(seed: int) -> Blocks:
    """Return the body of this number."""
    return random_blocks(random.Random(seed))  # noqa: S311 - test data


@pytest.mark.parametrize("renderer", RENDERERS)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_shows_exactly_the_blocks(renderer: str, seed: int) -> None:
    """Generated bodies full of special characters read back character for character, look and address."""
    blocks = hostile_body(seed)
    markdown = to_markdown(blocks)
    shown = read_back(RENDERERS[renderer].render(markdown))
    assert shown.texts == shown_texts(blocks), markdown
    assert shown.marks == shown_marks(blocks), markdown
    assert shown.images == shown_images(blocks), markdown


@given(seed=st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_no_brace_survives(seed: int) -> None:
    """No body holds a brace, so no Liquid, Go template, Nunjucks or MDX syntax."""
    markdown = to_markdown(hostile_body(seed))
    assert not re.search("[{}]", markdown)
    assert not markdown or markdown.endswith("\n")
    assert not markdown.endswith("\n\n")


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not installed")
def test_jekyll_shows_exactly_the_blocks(tmp_path: Path) -> None:
    """Jekyll with its default kramdown shows hostile titles and bodies character for character."""
    bodies = {f"p{seed}": hostile_body(seed) for seed in range(150)}
    titles = dict(zip(bodies, cycle(TITLES), strict=False))
    posts = {
        name: dump_front_matter({"layout": "post", "title": neutral_title(titles[name])}) + "\n" + to_markdown(blocks)
        for name, blocks in bodies.items()
    }
    pages = build_with_jekyll(tmp_path, "<h1>{{ page.title }}</h1>\n<hr>\n{{ content }}", posts)
    for name, blocks in bodies.items():
        head, _, body = pages[name].partition("<hr>\n")
        shown = read_back(body)
        assert read_back(head).texts == [titles[name]]
        assert shown.texts == shown_texts(blocks), name
        assert shown.marks == shown_marks(blocks), name
        assert shown.images == shown_images(blocks), name


@pytest.mark.parametrize("title", TITLES)
def test_titles_read_back(title: str) -> None:
    """Hostile titles come back from front matter as they were."""
    text = dump_front_matter({"title": title, "nested": [{"name": title}]})
    assert text.count("\n---\n") == 1
    assert yaml.safe_load(text.split("---\n")[1]) == {"title": title, "nested": [{"name": title}]}

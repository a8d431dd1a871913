"""What renderers show of our Markdown is the blocks' text, to the character and to its look."""

import random
import re
import shutil
import subprocess
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
from tests.output.rendered import read_back, shown_images, shown_marks, shown_texts

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
    (tmp_path / "_config.yml").write_text("permalink: /:title.html\n")
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts/post.html").write_text("<h1>{{ page.title }}</h1>\n<hr>\n{{ content }}")
    (tmp_path / "_posts").mkdir()
    bodies = {seed: hostile_body(seed) for seed in range(150)}
    for seed, blocks in bodies.items():
        title = neutral_title(TITLES[seed % len(TITLES)])
        text = dump_front_matter({"layout": "post", "title": title}) + "\n" + to_markdown(blocks)
        (tmp_path / f"_posts/2021-12-17-p{seed}.md").write_text(text, "utf-8")
    run = subprocess.run(  # noqa: S603 - no outside input
        ["jekyll", "build", "-q", "--disable-disk-cache", "-s", tmp_path, "-d", tmp_path / "_site"],  # noqa: S607 - found above
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout.strip(), run.stderr.strip()) == (0, "", "")
    for seed, blocks in bodies.items():
        head, _, body = (tmp_path / f"_site/p{seed}.html").read_text("utf-8").partition("<hr>\n")
        shown = read_back(body)
        assert read_back(head).texts == [TITLES[seed % len(TITLES)]]
        assert shown.texts == shown_texts(blocks), seed
        assert shown.marks == shown_marks(blocks), seed
        assert shown.images == shown_images(blocks), seed


@pytest.mark.parametrize("title", TITLES)
def test_titles_read_back(title: str) -> None:
    """Hostile titles come back from front matter as they were."""
    text = dump_front_matter({"title": title, "nested": [{"name": title}]})
    assert text.count("\n---\n") == 1
    assert yaml.safe_load(text.split("---\n")[1]) == {"title": title, "nested": [{"name": title}]}

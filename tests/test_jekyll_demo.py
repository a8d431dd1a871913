"""The demo's folder is a site that Debian's Jekyll builds without a word of complaint."""

import re
import shutil
import subprocess

import pytest

jekyll = shutil.which("jekyll")


@pytest.mark.skipif(jekyll is None, reason="jekyll is not installed")
def test_demo_site_builds(job):
    """`scrapy demo` makes a folder that builds with no warning or error, every post on a page of its own."""
    done = job.run("demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) < 40, "it tells everything within a screen"
    target = job.output.with_name("built")
    built = subprocess.run(  # noqa: S603  # a program of the machine's own
        [jekyll, "build", "--source", str(job.output), "--destination", str(target)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert not re.search("warning|error", built.stdout + built.stderr, re.IGNORECASE)
    posts = {path.stem for path in (job.output / "_posts").glob("*.md")}
    pages = {path.stem for path in target.rglob("*.html")}
    missing = {post for post in posts if post[11:] not in pages}
    assert posts
    assert not missing


def test_demo_twice_changes_nothing(job):
    """A second demo run changes no byte and no modification time."""
    job.run("demo")
    before = job.times()
    again = job.run("demo")
    assert again.returncode == 0
    assert job.times() == before

"""The examples in the docstrings are true."""

import doctest
from types import ModuleType

import pytest

from output import frontmatter, inline, paths, safety


@pytest.mark.parametrize("module", [frontmatter, inline, paths, safety], ids=lambda module: module.__name__)
def test_examples(module: ModuleType) -> None:
    """What a docstring shows is what the code gives."""
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed

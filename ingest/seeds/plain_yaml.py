"""YAML of which every scalar is the very text that stands in the file.

YAML alone reads `no` as False, `12:30` as 750 and a bare date as a date, and keeps the last of two equal
keys. Here all of these are text, and a repeated key is told. Anchors and merges work, as the feeds of a
source resemble each other. Tags do not, and a text that becomes huge or endless is refused while it is read
(aliases of aliases make a gigabyte out of ten lines).
"""

import re
from typing import Any

import yaml

DEEPEST = 20
MOST_WRITTEN_OUT = 1_000_000  # characters and parts, each alias counted as what it stands for


def read_plain(text: str) -> tuple[object, list[str]]:
    """Return what the text says (dicts, lists and strings), and a fault for each repeated key.

    Raises yaml.YAMLError for what is no YAML, or more than a seed may say.
    """
    loader = _Loader(text)
    try:
        return loader.get_single_data(), loader.repeated
    finally:
        loader.dispose()


class _Loader(yaml.SafeLoader):
    """Composes as PyYAML does, and looks at each part before anything is built of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.repeated: list[str] = []
        self._sizes: dict[int, int] = {}
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's stubs leave it out
        self._depth += 1
        if self._depth > DEEPEST:
            raise _fault(f"nested more than {DEEPEST} levels deep", event)
        node = super().compose_node(parent, index)
        self._depth -= 1
        if not isinstance(event, yaml.AliasEvent):
            self._sizes[id(node)] = self._look_at(node)
        elif id(node) not in self._sizes:
            raise _fault(f"*{event.anchor} contains itself", event)
        if self._sizes[id(node)] > MOST_WRITTEN_OUT:
            raise _fault("far too large once its aliases are written out", event)
        return node

    def _look_at(self, node: yaml.Node | None) -> int:
        """Return a part's size with all below it; note repeated keys, refuse what is no text."""
        if isinstance(node, yaml.MappingNode):
            self._look_at_keys(node)
            return 1 + sum(self._sizes[id(part)] for pair in node.value for part in pair)
        if isinstance(node, yaml.SequenceNode):
            return 1 + sum(self._sizes[id(part)] for part in node.value)
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101  # YAML has three kinds of parts
        if re.search("[\ud800-\udfff]", node.value):
            raise _fault("half a character (a lone surrogate)", node)
        return 1 + len(node.value)

    def _look_at_keys(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _fault("a key that is no text", key)
            if key.value in seen:
                line = key.start_mark.line + 1
                self.repeated.append(f"{key.value}: given twice, again in line {line}; keep one")
            seen.add(key.value)

    def refuse_tag(self, node: yaml.Node) -> None:
        """Refuse what asks for anything but text, lists, and keys with values."""
        raise _fault(f"the tag {node.tag!r} has no meaning here", node)


def _fault(what: str, part: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=part.start_mark)


_Loader.yaml_implicit_resolvers = {"<": [("tag:yaml.org,2002:merge", re.compile("^<<$"))]}
_KNOWN = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")
_Loader.yaml_constructors = {tag: yaml.SafeLoader.yaml_constructors[tag] for tag in _KNOWN}
_Loader.add_constructor(None, _Loader.refuse_tag)

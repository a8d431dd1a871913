"""The house holds: who may import whom, how long a file is, what is documented, what nothing is called.

Each rule is a function from a source tree to its breaches. It is asked about this repository, where there must be
none, and about an invented bad tree, where it must find what was put there.
"""

import ast
import re
import runpy
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("ingest", "pipelines", "output")
VOCABULARY = ("ingest.errors", "ingest.article", "ingest.seeds")
CLOSED = ("ingest.spiders", "ingest.commands", "ingest.settings")
NAMELESS = {"utils", "util", "helpers", "helper", "common", "base", "misc", "manager"}
# Scrapy calls these and documents them; a class of ours that has them says what it does in its own docstring.
HOOKS = {
    "from_crawler",
    "from_settings",
    "open_spider",
    "close_spider",
    "process_item",
    "process_request",
    "process_response",
    "process_exception",
}
LONGEST = 250
# A module over 250 lines, and why it is not two.
LONG_FOR_A_REASON: dict[str, str] = {}

Rule: TypeAlias = Callable[[Path], list[str]]


class Import(NamedTuple):
    """One import: who, of what, in which line, and whether it happens when the module is loaded."""

    module: str
    target: str
    line: int
    at_load: bool


@cache
def modules(root: Path) -> dict[str, Path]:
    """Return the modules of all rooms by their dotted names."""
    found = {}
    for path in sorted(file for room in ROOMS for file in (root / room).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(root: Path) -> tuple[Import, ...]:
    """Return every import of one module of ours by another, relative ones resolved."""
    known = modules(root)
    return tuple(one for name, path in known.items() for one in _imports_of(name, path, known))


def _imports_of(name: str, path: Path, known: dict[str, Path]) -> Iterator[Import]:
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node, at_load in _walk(tree(path), at_load=True):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*start, *filter(None, [node.module])])
            named = [f"{origin}.{alias.name}" for alias in node.names]
            targets = [target if target in known else origin for target in named]
        else:
            continue
        for target in dict.fromkeys(targets):
            if target.partition(".")[0] in ROOMS:
                yield Import(name, target, node.lineno, at_load)


def _walk(node: ast.AST, *, at_load: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Yield all below a node, each with whether it runs when the module is loaded."""
    for child in ast.iter_child_nodes(node):
        yield child, at_load
        later = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) or _is_for_types(child)
        yield from _walk(child, at_load=at_load and not later)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def _within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def rooms_keep_apart(root: Path) -> list[str]:
    """`pipelines` and `output` know of `ingest` only its vocabulary, and nothing of each other."""
    return [
        f"{one.module}:{one.line} imports {one.target}"
        for one in imports(root)
        for room in ("pipelines", "output")
        if _within(one.module, room)
        and not _within(one.target, room)
        and not any(_within(one.target, allowed) for allowed in VOCABULARY)
    ]


def closed_rooms_stay_closed(root: Path) -> list[str]:
    """Nothing imports the spiders, the commands or the settings but they themselves."""
    return [
        f"{one.module}:{one.line} imports {one.target}"
        for one in imports(root)
        for room in CLOSED
        if _within(one.target, room) and not _within(one.module, room)
    ]


def no_cycle(root: Path) -> list[str]:
    """No module needs, to be loaded, one that needs it to be loaded."""
    needs: dict[str, set[str]] = {name: set() for name in modules(root)}
    for one in imports(root):
        if one.at_load and one.target in needs and one.target != one.module:
            needs[one.module].add(one.target)
    while free := [name for name, targets in needs.items() if not targets & set(needs)]:
        for name in free:
            del needs[name]
    in_cycle = [name for name in needs if _reaches(name, name, needs)]
    return [f"{name} needs itself by way of {', '.join(sorted(needs[name] & set(in_cycle)))}" for name in in_cycle]


def _reaches(start: str, end: str, needs: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    open_ends = [start]
    while open_ends:
        for target in needs.get(open_ends.pop(), set()) - seen:
            if target == end:
                return True
            seen.add(target)
            open_ends.append(target)
    return False


def short_modules(root: Path) -> list[str]:
    """No module is over 250 lines without a reason beside its name; no reason outlives its need."""
    lengths = {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules(root).values()
    }
    reasons = LONG_FOR_A_REASON if root == ROOT else {}
    too_long = [
        f"{name} has {length} lines" for name, length in lengths.items() if length > LONGEST and name not in reasons
    ]
    stale = [f"{name} needs its reason no more" for name in reasons if lengths.get(name, 0) <= LONGEST]
    return too_long + stale


def documented(root: Path) -> list[str]:
    """Every public module, class, function and method has a docstring, but for Scrapy's own hooks."""
    return [
        f"{name}: {what}"
        for name, path in modules(root).items()
        if not name.rpartition(".")[2].startswith("_")
        for what in _undocumented(tree(path))
    ]


def _undocumented(module: ast.Module) -> Iterator[str]:
    if not ast.get_docstring(module):
        yield "the module"
    for node in module.body:
        yield from _undocumented_part(node, "")


def _undocumented_part(node: ast.AST, owner: str) -> Iterator[str]:
    if isinstance(node, (ast.If, ast.Try)):
        for child in node.body:
            yield from _undocumented_part(child, owner)
    if not isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) or node.name.startswith("_"):
        return
    name = f"{owner}{node.name}"
    if not ast.get_docstring(node) and not (owner and node.name in HOOKS):
        yield name
    if isinstance(node, ast.ClassDef):
        for child in node.body:
            yield from _undocumented_part(child, f"{name}.")


def telling_names(root: Path) -> list[str]:
    """No file and no folder has a name that anything could be put under."""
    return [
        path.relative_to(root).as_posix()
        for room in (*ROOMS, "tests")
        for path in sorted((root / room).rglob("*"))
        if path.stem in NAMELESS and "__pycache__" not in path.parts
    ]


def documented_settings(root: Path) -> list[str]:
    """docs/settings.md has every setting of ingest/settings.py and no other, each with its true default."""
    settings = {
        name: value for name, value in runpy.run_path(str(root / "ingest" / "settings.py")).items() if name.isupper()
    }
    rows = [
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in (root / "docs" / "settings.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    told = {cells[0].strip("`"): cells[-1] for cells in rows}
    breaches = [f"{name} is not documented" for name in settings if name not in told]
    breaches += [f"{name} is no setting of ours" for name in told if name not in settings]
    return breaches + [
        f"{name} is {value!r}, not {told[name]}"
        for name, value in settings.items()
        if name in told
        and isinstance(value, (str, int, float))
        and value != ""
        and not told[name].startswith(f"`{value}`")
    ]


def no_possessive_group(root: Path) -> list[str]:
    """No pattern repeats a group by `*+`: Python before 3.11.5, Debian 12's own among them, matches less by it."""
    return [
        f"{path.relative_to(root).as_posix()}:{number}"
        for room in ROOMS
        for path in sorted((root / room).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\)[*+?]\+(?!,)", line)  # a list of signs may have one before a comma
    ]


RULES: list[Rule] = [
    rooms_keep_apart,
    closed_rooms_stay_closed,
    no_cycle,
    short_modules,
    documented,
    telling_names,
    documented_settings,
    no_possessive_group,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_keeps_rule(rule: Rule) -> None:
    """The repository breaks no rule of the house."""
    breaches = rule(ROOT)
    assert not breaches, f"{rule.__doc__}\n" + "\n".join(breaches)


def build(root: Path, files: dict[str, str]) -> Path:
    """Write an invented source tree."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


DOC = '"""A module."""\n'


@pytest.mark.parametrize(
    ("rule", "files", "breaches"),
    [
        pytest.param(
            rooms_keep_apart,
            {
                "ingest/run.py": "",
                "ingest/seeds/model.py": "import output.paths",
                "output/paths.py": "from ingest.seeds.model import Seed\nfrom ingest import article",
                "ingest/article.py": "",
                "pipelines/gate.py": "def f():\n    from ingest import run\n",
                "pipelines/dates/stage.py": "import re\nimport output.paths\nfrom ..gate import x\nfrom ingest.errorsome import y",
            },
            [
                "pipelines.dates.stage:2 imports output.paths",
                "pipelines.dates.stage:4 imports ingest.errorsome",
                "pipelines.gate:2 imports ingest.run",
            ],
            id="rooms_keep_apart",
        ),
        pytest.param(
            closed_rooms_stay_closed,
            {
                "ingest/settings.py": "",
                "ingest/settings_reader.py": "",
                "ingest/run.py": "from ingest import settings, settings_reader\nif TYPE_CHECKING:\n    import ingest.spiders.seed",
                "ingest/spiders/__init__.py": "",
                "ingest/spiders/seed.py": "from ingest.spiders import article",
                "ingest/spiders/article.py": "",
                "ingest/commands/demo.py": "from .ingest import Command\nfrom ingest.spiders.article import X",
                "ingest/commands/ingest.py": "",
            },
            [
                "ingest.commands.demo:2 imports ingest.spiders.article",
                "ingest.run:1 imports ingest.settings",
                "ingest.run:3 imports ingest.spiders.seed",
            ],
            id="closed_rooms_stay_closed",
        ),
        pytest.param(
            no_cycle,
            {
                "ingest/__init__.py": "",
                "ingest/a.py": "from ingest import b",
                "ingest/b.py": "try:\n    from ingest.c import x\nexcept ImportError:\n    x = None",
                "ingest/c.py": "class C:\n    import ingest.a",
                "ingest/d.py": "from ingest.a import x\nfrom ingest.e import y",
                "ingest/e.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import ingest.d\ndef f():\n    import ingest.d",
                "output/__init__.py": "from output.x import y",
                "output/x.py": "",
            },
            [
                "ingest.a needs itself by way of ingest.b",
                "ingest.b needs itself by way of ingest.c",
                "ingest.c needs itself by way of ingest.a",
            ],
            id="no_cycle",
        ),
        pytest.param(
            short_modules,
            {"ingest/long.py": "x = 1\n" * 251, "ingest/fits.py": "x = 1\n" * 250},
            ["ingest/long.py has 251 lines"],
            id="short_modules",
        ),
        pytest.param(
            documented,
            {
                "ingest/bare.py": "x = 1",
                "ingest/_own.py": "def f(): ...",
                "ingest/parts.py": DOC
                + "def f():\n    def inner(): ...\n"
                + "def _f(): ...\n"
                + "if True:\n    async def g(): ...\n"
                + "class A:\n    def __init__(self): ...\n    def m(self): ...\n    @property\n    def p(self): ...\n"
                + "class _B:\n    def m(self): ...\n",
                "pipelines/stage.py": DOC
                + 'class Stage:\n    """Told."""\n    def process_item(self, item): ...\n    def other(self): ...\n'
                + "class Untold:\n    def process_item(self, item): ...\n"
                + "def process_item(item): ...\n",
            },
            [
                "ingest.bare: the module",
                "ingest.parts: A",
                "ingest.parts: A.m",
                "ingest.parts: A.p",
                "ingest.parts: f",
                "ingest.parts: g",
                "pipelines.stage: Stage.other",
                "pipelines.stage: Untold",
                "pipelines.stage: process_item",
            ],
            id="documented",
        ),
        pytest.param(
            telling_names,
            {"ingest/utils.py": "", "output/helpers/words.py": "", "tests/base.py": "", "pipelines/baseline.py": ""},
            ["ingest/utils.py", "output/helpers", "tests/base.py"],
            id="telling_names",
        ),
        pytest.param(
            documented_settings,
            {
                "ingest/settings.py": "A = 1\nB = 'x'\nC = ''\nD = {'k': 1}\nE = 2\nF = True\nlower = 3\n",
                "docs/settings.md": "| name | meaning | default |\n|---|---|---|\n"
                "| `A` | one | `1` |\n| `B` | two | `y` |\n| `C` | three | none |\n| `D` | four | these |\n"
                "| `F` | six | `True` (said why) |\n| `G` | seven | `0` |\n",
            },
            ["B is 'x', not `y`", "E is not documented", "G is no setting of ours"],
            id="documented_settings",
        ),
        pytest.param(
            no_possessive_group,
            {"ingest/a.py": "A = r'(?:a|b)*+c'\n", "output/b.py": "B = r'[a-z]*+(?:b)*'\nC = f(1) + 2\n"},
            ["ingest/a.py:1"],
            id="no_possessive_group",
        ),
    ],
)
def test_rule_finds_its_breaches(tmp_path: Path, rule: Rule, files: dict[str, str], breaches: list[str]) -> None:
    """Each rule finds what an invented bad tree breaks, and lets pass what only looks like it."""
    assert sorted(rule(build(tmp_path, files))) == breaches


def test_every_rule_has_its_bad_tree() -> None:
    """No rule is asked about the repository alone, as it could be one that never finds anything."""
    (marks,) = [mark for mark in test_rule_finds_its_breaches.pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]  # pytest's
    assert [case.values[0] for case in marks.args[1]] == RULES


def test_stale_reason_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reason for a module that has become short, or is gone, is to be deleted."""
    monkeypatch.setitem(LONG_FOR_A_REASON, "ingest/nowhere.py", "a table")
    assert "ingest/nowhere.py needs its reason no more" in short_modules(ROOT)

"""Every recorded case gives its answer, one test a field, so that a failure reads `source/slug: field`.

A folder of cases is a source's; one that has no seed in `seeds/` may have it beside its cases (`<name>.yaml`), and one
without any is read as any article page is.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from ingest.authoring.cases import ANSWER, FIELDS, answer_of
from ingest.seeds import ANY_PAGE, Seed, read_seed

ROOT = Path(__file__).parent.parent
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob(f"*/*/{ANSWER}"))


@cache
def seed_of(name: str) -> Seed:
    """Return the seed of a source."""
    for path in (ROOT / "seeds" / f"{name}.yaml", ROOT / "tests" / "cases" / name / f"{name}.yaml"):
        if path.exists():
            return read_seed(path)
    return ANY_PAGE


@cache
def found(case: Path) -> dict[str, Any]:
    """Return what comes of a case, worked out once for all its fields."""
    settings = Settings()
    settings.setmodule("ingest.settings", priority="project")
    return answer_of(case, seed_of(case.parent.name), settings)


@pytest.mark.parametrize(
    ("case", "field"),
    [pytest.param(case, field, id=f"{case.parent.name}/{case.name}: {field}") for case in CASES for field in FIELDS],
)
def test_case(case: Path, field: str) -> None:
    """The recorded inputs give the recorded answer; a field that the answer has not is absent."""
    wanted = json.loads((case / ANSWER).read_text(encoding="utf-8"))
    assert found(case).get(field) == wanted.get(field)

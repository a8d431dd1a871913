"""Outlets' names as slugs: toneless pinyin in two manners, and a memory that keeps them for ever.

pypinyin takes half a second to import, nearly all of it for its dictionary of phrases. So nothing of
it is loaded before the first unknown outlet, and for `finews_slug`, which reads characters one by
one, its table of single characters is loaded on its own, as a file (about a tenth of that).
"""

import hashlib
import importlib.util
import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.errors import ReadError, UsageError
from output.safety import clean_scalar
from output.writer import write_atomic

LONGEST = 80
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
TAKEN = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|index)(?:\.|$)", re.IGNORECASE)
"""Names of devices on Windows, whatever ending follows, and of the page that a folder itself shows."""


def finews_slug(outlet: str) -> str:
    """Slug as the old site has it: each character's own first reading, all other characters unchanged.

    Its maker read character by character (xpinyin), so 行 is xing in every word: 投行 is touxing.
    ü is written v.
    """
    return "".join(map(_first_reading, outlet))


def phrase_slug(outlet: str) -> str:
    """Slug that is safe as a path and in an address: pinyin by phrases, `[a-z0-9]` only, no separators.

    Other writing falls away; accented and full-width Latin letters lose what makes them so. A name with
    nothing left, or that no file may have, becomes `outlet` and a short hash of the name.
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - half a second, for unknown outlets only

    read = "".join(lazy_pinyin(unicodedata.normalize("NFKC", outlet), style=Style.NORMAL))
    slug = re.sub("[^a-z0-9]", "", unicodedata.normalize("NFKD", read).lower())
    if slug and len(slug) <= LONGEST and not TAKEN.match(slug):
        return slug
    digest = hashlib.sha256(outlet.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug[:LONGEST] if len(slug) > LONGEST else 'outlet'}{digest}"


class SlugRegistry:
    """Remembers each outlet's slug in a JSON file; two outlets never share one, and none ever moves.

    Slugs differ by more than capitals. The second outlet of one reading gets a 2 behind it, the third
    a 3. `fixed` names slugs that are given before any reading (an old site's, or a feed's category);
    what the file holds already stands above it. The file is written at once when an outlet is added.
    Raises UsageError for fixed slugs that are unsafe or double, ReadError for a broken file.
    """

    def __init__(self, path: Path, fixed: Mapping[str, str] | None = None) -> None:
        self._path = path
        self._fixed = dict(fixed or {})
        self._check_fixed()
        self._slugs = self._load()

    def slug(self, outlet: str) -> str:
        """Slug of this outlet, given now if it has none."""
        outlet = unicodedata.normalize("NFC", clean_scalar(outlet))
        if outlet not in self._slugs:
            self._slugs[outlet] = self._give(outlet)
        return self._slugs[outlet]

    def _give(self, outlet: str) -> str:
        slug = self._free(outlet)
        content = json.dumps({**self._slugs, outlet: slug}, ensure_ascii=False, indent=1) + "\n"
        write_atomic(self._path, content.encode(), root=self._path.parent)
        return slug

    def _free(self, outlet: str) -> str:
        others = self._fixed.items() - {(outlet, self._fixed.get(outlet, ""))}
        taken = {slug.lower() for slug in (*self._slugs.values(), *(slug for _, slug in others))}
        slug = wanted = self._fixed.get(outlet) or phrase_slug(outlet)
        number = 1
        while slug.lower() in taken:
            number += 1
            slug = f"{wanted}{number}"
        return slug

    def _check_fixed(self) -> None:
        owners: dict[str, str] = {}
        for outlet, slug in self._fixed.items():
            if not _SLUG.fullmatch(slug) or len(slug) > LONGEST:
                fix = "use Latin letters, digits, - and _"
                raise UsageError("fixed slug that is no safe file name", field=outlet, raw=slug, fix=fix)
            if owners.setdefault(slug.lower(), outlet) != outlet:
                raise UsageError("fixed slug given twice", field=outlet, raw=slug, fix="give each outlet its own")

    def _load(self) -> dict[str, str]:
        fix = "restore it, or delete it to give the slugs anew"
        try:
            slugs = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise ReadError("slug registry that can't be read", url=str(self._path), fix=fix) from error
        if not isinstance(slugs, dict) or not all(isinstance(s, str) and _SLUG.fullmatch(s) for s in slugs.values()):
            raise ReadError("slug registry of another shape", url=str(self._path), raw=slugs, fix=fix)
        return slugs


def _first_reading(character: str) -> str:
    if character.isascii():
        return character
    readings = _readings().get(ord(character))
    if not readings:
        return character
    first = readings.split(",")[0].replace("ü", "v")
    letters = unicodedata.normalize("NFD", first).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _readings() -> Mapping[int, str]:
    """Load pypinyin's table of single characters without the package around it: code point to readings."""
    package = importlib.util.find_spec("pypinyin")
    assert package is not None, "pypinyin is a dependency"  # noqa: S101 - said to the type checker
    assert package.submodule_search_locations, "pypinyin is a package"  # noqa: S101 - the same
    path = Path(package.submodule_search_locations[0]) / "pinyin_dict.py"
    spec = importlib.util.spec_from_file_location("_pypinyin_characters", path)
    assert spec is not None, "a .py file has a loader"  # noqa: S101 - the same
    assert spec.loader is not None, "a .py file has a loader"  # noqa: S101 - the same
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    readings: Mapping[int, str] = module.pinyin_dict
    return readings

"""The kinds of sites that can be written for, one small declaration each: a YAML file here, or one of the user's."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from ingest.errors import UsageError
from output.profiles import finews
from output.profiles.declared import declared_profile
from output.profiles.profile import Profile, Slugs

__all__ = ["PROFILES", "Profile", "Slugs", "load_profile"]

# through the import system, as the package may lie in an egg
_DECLARED = {entry.name[:-5]: entry for entry in files("output.profiles").iterdir() if entry.name.endswith(".yaml")}
PROFILES = tuple(sorted(["finews", *_DECLARED]))


def load_profile(name: str, options: Mapping[str, str] | None = None) -> Profile:
    """Return the profile of this name, or of the YAML file at this path, with its options.

    Raises UsageError for an unknown profile or option, naming those there are, and for a file with faults.
    """
    given = dict(options or {})
    if name in _DECLARED:
        return declared_profile(name, _DECLARED[name], given)
    if name.endswith((".yaml", ".yml")):
        return declared_profile(Path(name).stem, Path(name), given)
    if name != "finews":
        fix = f"known are {', '.join(PROFILES)}, or write the path of a .yaml file"
        raise UsageError("unknown profile", field="PROFILE", raw=name, fix=fix)
    for option in given.keys() - finews.OPTIONS.keys():
        fix = f"known are {', '.join(sorted(finews.OPTIONS))}"
        raise UsageError("unknown option of the profile", source=name, field="PROFILE_OPTIONS", raw=option, fix=fix)
    return finews.profile({**finews.OPTIONS, **given})

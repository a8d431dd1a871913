"""The kinds of sites that can be written for, one small declaration each."""

from collections.abc import Mapping

from ingest.errors import UsageError
from output.profiles import finews, jekyll
from output.profiles.profile import Profile, Slugs

__all__ = ["Profile", "Slugs", "load_profile"]

_PROFILES = {"finews": (finews.OPTIONS, finews.profile), "jekyll": (jekyll.OPTIONS, jekyll.profile)}


def load_profile(name: str, options: Mapping[str, str] | None = None) -> Profile:
    """Return the profile of this name with its options, defaults for those not given.

    Raises UsageError for an unknown profile or option, naming those there are.
    """
    if name not in _PROFILES:
        raise UsageError("unknown profile", field="PROFILE", raw=name, fix=f"known are {', '.join(sorted(_PROFILES))}")
    defaults, build = _PROFILES[name]
    given = dict(options or {})
    for option in given.keys() - defaults.keys():
        fix = f"known are {', '.join(sorted(defaults))}" if defaults else "this profile has none"
        raise UsageError("unknown option of the profile", source=name, field="PROFILE_OPTIONS", raw=option, fix=fix)
    return build({**defaults, **given})

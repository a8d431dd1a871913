"""Agencies in English text: their datelines (`LONDON, Dec 17 (Agency) -`) and lines that only name one.

Text is folded (see `folding`), so all dashes are `-`.
"""

from pipelines.bylines.credit import Credit
from pipelines.bylines.english_terms import BARE_AGENCY, CITIES, DATELINE, REGIONS


def is_agency(folded: str) -> bool:
    """Say whether a line is only the name of an agency or outlet."""
    return BARE_AGENCY.fullmatch(folded.strip()) is not None


def _is_known(place: str) -> bool:
    """Say whether a place in capitals is a city or a region known by name, or has one of these behind a comma."""
    city, _, region = place.partition(",")
    return city.title() in CITIES or city.title() in REGIONS or region.strip() in REGIONS


def read_dateline(folded: str, source: str) -> tuple[int, Credit] | None:
    """Read `LONDON, Dec 17 (Agency) -` before an English sentence: where it ends and what it says."""
    match = DATELINE.match(folded[:120])
    if match is None:
        return None
    spelt = {key: source[slice(*match.span(key))] if match[key] else None for key in match.groupdict()}
    place = spelt["place"] or spelt["place2"]
    agency = spelt["agency"] or spelt["agency2"] or spelt["agency3"]
    day = spelt["date"] or spelt["date2"]
    if agency is None and (place is None or not (day or _is_known(place))):
        return None
    return match.end(), Credit(outlet=agency, outlet_rank=0, place=place, date_text=day, wire=True)

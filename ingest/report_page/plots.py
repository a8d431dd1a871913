"""Bars as inline SVG: no script, no network, the numbers readable without sight."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

WIDTH = 720
HEIGHT = 160
ROOM = 28  # above and below the bars, for figures and names, also at a phone's size
WIDEST = 24


class Bar(NamedTuple):
    """One bar: its name, its value, and a class for its colour."""

    name: str
    value: float
    kind: str = ""


def bars(values: Sequence[Bar], title: str, unit: str = "") -> Markup:
    """Return a plot of bars side by side, each with its name and value as a tooltip; it names itself to readers."""
    most = max((bar.value for bar in values), default=0) or 1
    step = min(WIDTH / max(len(values), 1), WIDEST)
    label = f"{title}:" + "".join(f" {bar.name} {bar.value:.3g}{unit}" for bar in values if bar.value)
    parts = [
        Markup('<svg class="plot" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(WIDTH, HEIGHT + ROOM, label)
    ]
    for number, bar in enumerate(values):
        height = bar.value / most * (HEIGHT - ROOM)
        place = Markup('<rect class="bar {}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2">')
        parts.append(
            place.format(bar.kind, number * step + 1, HEIGHT - height, max(step - 2, 1), height)
            + Markup("<title>{} · {:.3g}{}</title></rect>").format(bar.name, bar.value, unit)
        )
    parts.append(Markup('<line class="axis" x1="0" y1="{0}" x2="{1}" y2="{0}"/>').format(HEIGHT, WIDTH))
    most_told = f"at most {most:.3g}{unit}" if label[-1] != ":" else "nothing"
    parts.append(Markup('<text x="0" y="20">{}</text>').format(most_told))
    text = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>')
    if values:
        parts.append(text.format(0, HEIGHT + 22, "start", values[0].name))
    if step * len(values) > WIDTH / 2:  # there is room for both names
        parts.append(text.format(round(step * len(values)), HEIGHT + 22, "end", values[-1].name))
    return Markup("").join([*parts, Markup("</svg>")])

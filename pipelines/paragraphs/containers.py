"""The elements that hold blocks: lists, tables, quotations, captions.

While such an element is open, drafts gather in its frame; closing it turns them into one draft of
the element around it, or, for layout tables, into that element's own drafts.
"""

from dataclasses import dataclass, field

from ingest.article import Blocks, Cell, Listing, Quotation, Table

from .drafts import Draft, Finished, finish, joined, lines_of

MOST_LEVELS = 12  # deeper lists, tables and quotations are read as plain text of the last level
MOST_SPAN = 1000  # the HTML standard's own limit for colspan


@dataclass(slots=True)
class Frame:
    """An open element that holds blocks; the outermost one is the body."""

    drafts: list[Draft] = field(default_factory=list)

    def close(self) -> list[Draft]:
        """Return what it comes to in the element around it."""
        return self.drafts


@dataclass(slots=True)
class ListFrame(Frame):
    """An open list; drafts outside of any item belong to the item before."""

    ordered: bool = False
    start: int = 1
    items: list[Blocks] = field(default_factory=list)
    made: Draft = field(default_factory=Draft)

    def add_item(self, drafts: list[Draft]) -> None:
        """Close an item."""
        self.settle()
        blocks = _finish_into(self.made, drafts)
        if blocks:
            self.items.append(blocks)

    def settle(self) -> None:
        """Bring what stands between the items into the item before."""
        if self.drafts:
            blocks = _finish_into(self.made, self.drafts)
            self.drafts = []
            if blocks:
                self.items[-1:] = [(*self.items[-1], *blocks) if self.items else blocks]

    def close(self) -> list[Draft]:
        """Return the list as a draft."""
        self.settle()
        if self.items:
            self.made.block = Listing(tuple(self.items), self.ordered, self.start)
        return [self.made]


@dataclass(slots=True)
class QuoteFrame(Frame):
    """An open quotation."""

    def close(self) -> list[Draft]:
        """Return the quotation as a draft."""
        made = Draft()
        blocks = _finish_into(made, self.drafts)
        if blocks:
            made.block = Quotation(blocks)
        return [made]


@dataclass(slots=True)
class CellFrame(Frame):
    """An open table cell."""

    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(slots=True)
class TableFrame(Frame):
    """An open table; drafts outside of any cell go before it, as browsers show them."""

    rows: list[list[CellFrame]] = field(default_factory=list)
    in_head: bool = False
    captions: list[Draft] = field(default_factory=list)

    def end_head(self) -> None:
        """Close the group of header rows."""
        self.in_head = False

    def close(self) -> list[Draft]:
        """Return the table as a draft, its images behind it, or the content of a layout table."""
        cells = [cell for row in self.rows for cell in row]
        if len(cells) == 1 or (
            all(len(row) <= 1 for row in self.rows) and any(draft.image for cell in cells for draft in cell.drafts)
        ):
            return self.drafts + self.captions + [draft for cell in cells for draft in cell.drafts]
        made = Draft()
        images: list[Draft] = []
        rows = [tuple(_cell(frame, made, images) for frame in row) for row in self.rows]
        rows = [row for row in rows if any(cell.runs or cell.colspan > 1 or cell.rowspan > 1 for cell in row)]
        if not any(cell.runs for row in rows for cell in row):
            return [*self.drafts, *self.captions, made, *images]
        caption = joined(lines_of(_finish_into(made, self.captions)))
        made.block = Table(tuple(rows), caption)
        return [*self.drafts, made, *images]


def whole_number(raw: str, *, least: int, most: int) -> int:
    """Read a span or a start number within its limits; what is none is 1."""
    number = raw.strip()
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return 1
    return max(least, min(int(number), most))


def _cell(frame: CellFrame, made: Draft, images: list[Draft]) -> Cell:
    images += [draft for draft in frame.drafts if draft.image]
    blocks = _finish_into(made, [draft for draft in frame.drafts if not draft.image])
    return Cell(joined(lines_of(blocks)), frame.header, frame.colspan, frame.rowspan)


def _finish_into(made: Draft, drafts: list[Draft]) -> Blocks:
    """Finish drafts, their drops and mentions going to the draft that will hold them."""
    done: Finished = finish(drafts)
    made.drops += done.drops
    made.mentions += done.mentions
    return done.blocks

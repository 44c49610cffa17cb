"""Grids drawn as pictures: one line a row, | between cells, < goes on the cell at the left, ^ the one above."""

from documents.grid import Cell, Grid

MERGES = ("spans", "empty", "repeated", "ragged")


def draw(picture: str, *, merges: str = "spans", title: str = "") -> Grid:
    """Return the grid of a picture. In a text, \\n is a line break and ~ a blank cell.

    `merges` says how merged cells are expressed: by spans, as empty cells, as repeated text, or by leaving the
    covered cells out of their rows altogether.
    """
    rows = [[cell.strip() for cell in line.split("|")] for line in picture.strip().splitlines()]
    width = max(map(len, rows))
    cells = _SPANNED[merges](rows)
    return Grid(
        len(rows), (0.0,) * width, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), title
    )


def _text(cell: str) -> str:
    return "" if cell == "~" else cell.replace("\\n", "\n")


def _owners(rows: list[list[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for every position the one whose cell covers it."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = (at, column)
            if cell == "<":
                place = owners[at, column - 1]
            elif cell == "^":
                place = owners[at - 1, column]
            owners[at, column] = place
    return owners


def _spans(rows: list[list[str]]) -> list[Cell]:
    covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, owner in _owners(rows).items():
        covered.setdefault(owner, []).append(place)
    return [
        Cell(
            at,
            column,
            _text(rows[at][column]),
            max(r for r, _ in places) - at + 1,
            max(c for _, c in places) - column + 1,
        )
        for (at, column), places in covered.items()
    ]


def _empty(rows: list[list[str]]) -> list[Cell]:
    own = {
        place: _text(rows[place[0]][place[1]]) if place == owner else ""
        for place, owner in _owners(rows).items()
    }
    return [Cell(*place, text) for place, text in own.items()]


def _repeated(rows: list[list[str]]) -> list[Cell]:
    return [Cell(*place, _text(rows[owner[0]][owner[1]])) for place, owner in _owners(rows).items()]


def _ragged(rows: list[list[str]]) -> list[Cell]:
    cells = []
    for at, row in enumerate(rows):
        kept = [cell for cell in row if cell not in ("<", "^")]
        cells += [Cell(at, column, _text(cell)) for column, cell in enumerate(kept)]
    return cells


_SPANNED = {"spans": _spans, "empty": _empty, "repeated": _repeated, "ragged": _ragged}

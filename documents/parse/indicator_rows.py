"""The indicator part of a goal table: its header row, and the rows beneath mapped to the header's columns."""

from documents.parse.shape import NOWHERE, Column, IndicatorSlots, Part, Row, Spot

LEVELS = ("level1", "level2")
HEADINGS = ("column:", "field:", "section:goals")
KEPT = ("level1", "level2", "name", "description", "operator", "value", "measure", "basis", "weight")


def is_header(row: Row) -> bool:
    """Tell whether a row heads an indicator table: at least two levels, or a level and a value, named as columns."""
    names = {spot.mark.removeprefix("column:") for spot in row.filled if spot.mark.startswith("column:")}
    levels = names & {"level1", "level2", "name", "weak_name"}
    return len(levels) >= 2 or (bool(levels) and bool(names & {"value", "description"}) and len(names) >= 3)


def is_sub_header(row: Row) -> bool:
    """Tell whether a row right under a header only refines it (符号 | 数值 | 单位 under 指标值)."""
    return all(spot.mark.startswith("column:") or spot.mark == "extra" for spot in row.filled)


def read_header(row: Row) -> tuple[Column, ...]:
    """Return the columns that a header row names; a heading repeated over merged cells is one column."""
    columns: list[Column] = []
    for spot in row.spots:
        name = spot.mark.removeprefix("column:") if spot.mark.startswith(HEADINGS) else ""
        if not spot.mark:
            _widen(columns, spot.end)
        elif columns and name and columns[-1].name == name:
            columns[-1] = columns[-1]._replace(end=spot.end)
        else:
            columns.append(Column(name, spot.start, spot.end, spot.cell))
    return _settle(columns)


def _widen(columns: list[Column], end: int) -> None:
    """An empty header cell beside a heading is a merge without spans."""
    if columns:
        columns[-1] = columns[-1]._replace(end=end)


def _settle(columns: list[Column]) -> tuple[Column, ...]:
    """绩效指标 names the indicator only where no 三级指标 does; beside one it is a label down the side."""
    names = [column.name for column in columns]
    weak = "side" if "name" in names or columns[0].name == "weak_name" else "name"
    settled = [column._replace(name=weak) if column.name == "weak_name" else column for column in columns]
    return tuple(_with_name(settled))


def _with_name(columns: list[Column]) -> list[Column]:
    """A form without a column for names has them as 指标内容, or has two levels only and the second is the name."""
    names = {column.name for column in columns}
    if "name" in names:
        return columns
    stand_in = "description" if "description" in names and "level2" in names else "level2"
    return [column._replace(name="name") if column.name == stand_in else column for column in columns]


def refine_header(columns: tuple[Column, ...], row: Row) -> tuple[Column, ...]:
    """Return the columns with those above a second header row replaced by what that row names."""
    finer = read_header_cells(row)
    above = [column for column in columns if any(_overlap(column, other) for other in finer)]
    if {column.name for column in above} & {"level1", "level2", "name"}:
        return _refine_ragged(columns, finer)
    return tuple(sorted([*(column for column in columns if column not in above), *finer], key=_start))


def _refine_ragged(columns: tuple[Column, ...], finer: list[Column]) -> tuple[Column, ...]:
    """A second header row without spans says nothing of its place: it is about the value."""
    at = (
        [column.name for column in columns].index("value")
        if "value" in [c.name for c in columns]
        else len(columns)
    )
    refined = [*columns[:at], *finer, *columns[at + 1 :]]
    return tuple(column._replace(start=number, end=number + 1) for number, column in enumerate(refined))


def is_list(columns: tuple[Column, ...]) -> bool:
    """Tell whether the columns name projects too: a list with the project's own columns beside its indicators."""
    return any(column.name in ("field:project.name", "field:project.code") for column in columns)


def read_project(part: Part, row: Row, columns: tuple[Column, ...]) -> None:
    """Add what a row of a list says of its project to the part."""
    part.is_list = True
    for column, spot in _align(row, columns).items():
        family, _, name = column.name.partition(":")
        if spot.mark and family == "field":
            part.fields[name] = (column.heading, spot.cell)
            part.is_project_start |= name in ("project.code", "project.name")
        elif spot.mark and family == "section":
            part.goals.append((NOWHERE, spot.cell))


def _overlap(column: Column, other: Column) -> bool:
    return column.start < other.end and other.start < column.end


def _start(column: Column) -> int:
    return column.start


def read_header_cells(row: Row) -> list[Column]:
    own = [spot for spot in row.filled if spot.mark.startswith("column:")]
    return [Column(spot.mark.removeprefix("column:"), spot.start, spot.end, spot.cell) for spot in own]


def read_indicator(part: Part, row: Row, columns: tuple[Column, ...]) -> None:
    """Add one row beneath the header to the part: an indicator, and what stands in columns without a place."""
    found = _align(row, columns)
    own = {spot.cell for spot in row.filled}
    slots = IndicatorSlots(*(_index(found, columns, name) for name in KEPT))
    if own.intersection(slots):
        part.rows.append(slots)
    claimed = {found[column].cell: column for column in columns if column in found}
    for spot in row.filled:
        column = claimed.get(spot.cell)
        if column is None and not _is_repeated(spot, found):
            part.extras.append((NOWHERE, spot.cell))
        elif column is None:
            continue
        elif not column.name.startswith(("ignored", "side", *HEADINGS[1:])) and spot.cell not in slots:
            part.extras.append((column.heading, spot.cell))


def _is_repeated(spot: Spot, found: dict[Column, Spot]) -> bool:
    """Tell whether a cell only repeats the text of its column, whose heading stands over several cells."""
    return any(
        column.start < spot.start < column.end and spot.mark in ("same", own.mark) and spot.mark != "text"
        for column, own in found.items()
    )


def _index(found: dict[Column, Spot], columns: tuple[Column, ...], name: str) -> int:
    """Return the cell of the last column of a name (the year's stands right of the whole period's)."""
    spots = [found[column] for column in columns if column.name == name and column in found]
    filled = [spot for spot in spots if spot.mark]
    if name in LEVELS:
        return filled[0].cell if filled else NOWHERE
    return filled[-1].cell if filled else NOWHERE


def _align(row: Row, columns: tuple[Column, ...]) -> dict[Column, Spot]:
    missing = len(columns) - len(row.spots)
    if missing > 0 and all(spot.is_own and spot.end - spot.start == 1 for spot in row.spots):
        return _align_ragged(row, columns, missing)
    found: dict[Column, Spot] = {}
    for column in columns:
        spots = [spot for spot in row.spots if spot.start < column.end and column.start < spot.end]
        spots = [spot for spot in spots if spot.is_own or not spot.mark.startswith("column:")]
        best = [spot for spot in spots if spot.mark and spot.start >= column.start] or spots
        found |= {column: best[0]} if best else {}
    return found


def _align_ragged(row: Row, columns: tuple[Column, ...], missing: int) -> dict[Column, Spot]:
    """A row without the cells that a merge covers: the label at the side lacks, then level 1, then level 2.

    A level that the row names is not lacking; what else lacks, lacks at the right end.
    """
    named = {spot.mark for spot in row.spots}
    order = ["side"] + [f"level{level}" for level in (1, 2) if f"category{level}" not in named]
    lacking = [column for name in order for column in columns if column.name == name][:missing]
    return dict(zip([column for column in columns if column not in lacking], row.spots, strict=False))

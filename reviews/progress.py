"""How far the tables of open years are: counts by status, drawn as one bar."""

from dataclasses import dataclass

from projects.enums import Status


@dataclass(frozen=True)
class Stretch:
    """The part of the bar that belongs to one status, in hundredths of its length."""

    status: Status
    count: int
    start: float
    width: float


def progress_of(projects) -> list[Stretch]:
    """Return the stretches of the bar for the projects of open years, empty when there are none: one query."""
    counts = projects.filter(fiscal_year__is_closed=False).counts_by_status()
    total, start, stretches = sum(counts.values()), 0.0, []
    for status in Status if total else ():
        width = 100 * counts.get(status, 0) / total
        stretches.append(Stretch(status, counts.get(status, 0), start, width))
        start += width
    return stretches

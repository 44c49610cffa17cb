"""The head of a goal table: labels with their values beside or beneath them, told row by row."""

from dataclasses import dataclass, field

from documents.parse.labels import is_label
from documents.parse.shape import NOWHERE, Part, Row, Spot


@dataclass(slots=True)
class HeadReader:
    """Reads the rows of one head into `part`; remembers the label that stands over several rows."""

    part: Part
    section: str = ""
    side: int = 0  # columns that the section's label takes at the left
    held: list[Spot] = field(default_factory=list)  # labels whose values stand in the next row

    def read(self, row: Row) -> None:
        """Read one row that has text; labels are found by their marks, values by where they stand."""
        if self.held and not any(is_label(spot.mark) for spot in self._beside(row)):
            return self._read_values(row)
        self.held = []
        spots = list(row.own)
        self._leave_section(row)
        if len(row.filled) == 1 and self._is_text(row.filled[0]):
            return self._leftover(row.filled[0])
        if all(is_label(spot.mark) for spot in spots):
            return self._read_labels(spots)
        self._scan(spots)

    def _is_text(self, spot: Spot) -> bool:
        """Tell whether a lone cell in a section is its text, though it reads like a label (a purpose 其他资金)."""
        is_again = (
            spot.mark.startswith("field:budget.") and spot.mark.removeprefix("field:") in self.part.fields
        )
        return self.section in ("budget", "goals") and (spot.mark.startswith("inline:") or is_again)

    def _beside(self, row: Row) -> list[Spot]:
        """Return the row's own cells but the section's label, printed again where a merge was undone."""
        again = f"section:{self.section}"
        return [spot for spot in row.own if spot.mark != again and (spot.mark or spot.end > self.side)]

    def _leave_section(self, row: Row) -> None:
        """A row that begins with a label of its own, under no label from above, ends the section."""
        first = row.spots[0]
        if (
            first.is_own
            and is_label(first.mark)
            and not first.mark.startswith("section:")
            and first.start < self.side
        ):
            self.section = ""

    # ---- rows of labels only: the values stand beneath

    def _read_labels(self, labels: list[Spot]) -> None:
        for spot in labels:
            self._open_section(spot)
            self._note(spot, NOWHERE)
        self.held = [spot for spot in labels if not spot.mark.startswith("section:")]

    def _read_values(self, row: Row) -> None:
        held, self.held = self.held, []
        beside = self._beside(row)
        for label, value in pair(held, row.own if len(row.own) == len(held) else beside):
            if label is None:
                self._leftover(value)
            else:
                self._note(label, value.cell if value.mark else NOWHERE)

    # ---- rows of labels and values

    def _scan(self, spots: list[Spot]) -> None:
        waiting: Spot | None = None
        unfilled: list[Spot] = []
        for at, spot in enumerate(spots):
            if not spot.mark or (waiting and spot.mark == waiting.mark):
                continue
            if waiting and _is_value(spots, at, waiting):
                self._note(waiting, spot.cell)
                waiting = None
            elif is_label(spot.mark):
                unfilled += [waiting] if waiting else []
                waiting = self._take_label(spot)
            elif spot.mark == "unit":
                self._note_field("money_unit", spot.cell, spot.cell)
            elif self.section and spot.mark.startswith("column:") and spot.start < self.side:
                self.section = ""
                waiting = spot
            elif spot.mark != "same":
                self._leftover(spot)
        self._close([*unfilled, waiting] if waiting else unfilled)

    def _take_label(self, spot: Spot) -> Spot | None:
        """Note a label; return it if a value may follow in the row."""
        self._open_section(spot)
        self._note(spot, NOWHERE)
        is_alone = spot.mark.startswith("inline:")
        return None if is_alone else spot

    def _close(self, unfilled: list[Spot]) -> None:
        """Months without a value in their row have it beneath; other labels have been left blank."""
        months = [spot for spot in unfilled if spot.mark.startswith("month:")]
        has_inline = any(index != NOWHERE for _, index in self.part.months)
        self.held = [] if has_inline else months

    def _open_section(self, spot: Spot) -> None:
        family, _, name = spot.mark.partition(":")
        if family == "section":
            self.section = name
            self.side = spot.end
            self.part.has_goals |= name == "goals"
            self.part.fields.setdefault(f"section.{name}", (spot.cell, NOWHERE))
        elif family == "month" and self.section != "schedule":
            self.section = "schedule"
        elif family == "goal":
            self.part.has_goals = True

    # ---- what was found

    def _note(self, label: Spot, value: int) -> None:
        family, _, name = label.mark.partition(":")
        part = self.part
        if family in ("field", "inline") and name != "extra":
            self._note_field(name, label.cell, label.cell if family == "inline" else value)
        elif family == "month":
            part.months = [pair for pair in part.months if pair[0] != int(name)] + [(int(name), value)]
        elif family == "inline":
            part.extras.append((label.cell, label.cell))
        elif value == NOWHERE:
            return
        elif family == "goal" or (family, name) == ("section", "goals"):
            part.goals.append((label.cell, value))
        elif family == "section":
            self._note_field(name, label.cell, value)
        else:
            part.extras.append((label.cell, value))

    def _note_field(self, name: str, label: int, value: int) -> None:
        if name == "section:goals":
            self.part.goals.append((label, value))
            self.part.has_goals = True
        elif self.part.fields.get(name, (label, NOWHERE))[1] == NOWHERE:
            self.part.fields[name] = (label, value)
            self.part.is_project_start |= name in ("project.code", "project.name")
        elif value != NOWHERE:
            self.part.extras.append((label, value))

    def _leftover(self, spot: Spot) -> None:
        """Text without a label belongs to the section whose label stands over several rows."""
        if self.section == "goals":
            self.part.goals.append((NOWHERE, spot.cell))
        elif self.section == "budget" and "purpose" not in self.part.fields:
            self.part.fields["purpose"] = (NOWHERE, spot.cell)
        else:
            self.part.extras.append((NOWHERE, spot.cell))


def _is_value(spots: list[Spot], at: int, label: Spot) -> bool:
    """Text is a value; so is a label's word that ends the row or stands before the next label (a project 其他资金)."""
    spot = spots[at]
    if spot.mark == "unit":
        return False
    if not is_label(spot.mark) or spot.mark.startswith("inline:"):
        return True
    if not label.mark.startswith("field:") or spot.mark.startswith(("section:", "month:", "goal:")):
        return False
    later = [other for other in spots[at + 1 :] if other.mark]
    return spots[at - 1] is label and (not later or is_label(later[0].mark))


def pair(labels: list[Spot], values: list[Spot]) -> list[tuple[Spot | None, Spot]]:
    """Pair labels with the values beneath: by order if as many, else by equal columns, else by overlapping ones."""
    labels = [spot for at, spot in enumerate(labels) if not at or labels[at - 1].mark != spot.mark]
    by_start = {spot.start: spot for spot in values}
    if len(labels) == len(values):
        pairs = list(zip(labels, values, strict=True))
    elif all(label.start in by_start for label in labels):
        pairs = [(label, by_start[label.start]) for label in labels]
    else:
        pairs = [(label, spot) for label in labels for spot in values if _overlap(label, spot)]
    taken = {spot.cell for _, spot in pairs}
    lost = [spot for spot in values if spot.cell not in taken and spot.mark not in ("", "same")]
    return [*pairs, *((None, spot) for spot in lost)]


def _overlap(label: Spot, spot: Spot) -> bool:
    return label.start < spot.end and spot.start < label.end

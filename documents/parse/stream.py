"""A document's blocks as goal tables, one after the other in constant memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from documents.blocks import Block, Paragraph, Problem, SheetStart
from documents.goal_table import GoalTable
from documents.grid import Cell, Grid
from documents.parse.draft import Draft
from documents.parse.grid_shape import read_shape
from documents.parse.labels import mark_of
from documents.parse.money import declared_unit
from documents.parse.part_one import PartOneReader
from documents.parse.places import quote
from documents.parse.shape import NOWHERE, LineRow, Part
from documents.parse.tables import finish
from documents.parse.texts import join_lines
from documents.parse.titles import Line, find_heading, is_passing, is_year_line
from documents.parse.unit_lines import UnitLine, read_unit_line
from documents.parse.years import years_in
from documents.text import LINE_BREAK, squeeze

LONGEST_COVER_LINE = 60
REPEATABLE = ("text", "title", "unit", "inline:")  # marks of texts, which a merge without spans may repeat
Finished = tuple[GoalTable, list[Problem]]


@dataclass(slots=True)
class TableStream:
    """Feed it blocks in order; finished tables come out. What stands outside tables is gathered beside."""

    money_unit: str | None = None  # of the whole document, unless read_unit_line() finds another
    money_units: set[str | None] = field(default_factory=set)  # that the tables are written in
    part_one: PartOneReader = field(default_factory=PartOneReader)
    cover: list[Line] = field(default_factory=list)  # lines before the first table that are not part 1
    problems: list[Problem] = field(default_factory=list)  # about the document, not about one table
    count: int = 0
    grid_count: int = 0
    forms: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _draft: Draft | None = None
    _own_projects: set[tuple[str, str]] = field(default_factory=set)  # code and name
    _skips_list: bool = False
    _group: UnitLine = field(default_factory=UnitLine)  # the unit whose heading stands over the tables

    def feed(self, block: Block) -> Iterator[Finished]:
        """Take one block; yield the table that it ends, if it ends one."""
        if isinstance(block, Paragraph):
            self._lines.append(Line(block.text, block.place, block.heading_level))
        elif isinstance(block, SheetStart):
            yield from self._end_run()
        else:
            self.grid_count += 1
            self._skips_list = bool(self._own_projects)
            yield from self._feed_grid(block)

    def finish(self) -> Iterator[Finished]:
        """Yield the last table; call once at the end."""
        yield from self._end_run()
        self._settle_rest(self.part_one.end())

    def _end_run(self) -> Iterator[Finished]:
        yield from self._close()
        lines, self._lines, self._group = self._lines, [], UnitLine()
        self._settle_lines(lines)

    # ---- grids

    def _feed_grid(self, grid: Grid) -> Iterator[Finished]:
        cells = grid.cells
        geometry = tuple([(cell.row, cell.column, cell.row_span, cell.column_span) for cell in cells])
        marks = _marks(cells)
        columns = self._draft.columns if self._draft else None
        shape = read_shape(geometry, marks, columns)
        if shape.form:
            return self._report_form(shape.form, cells)
        if grid.title:
            self._lines.append(Line(grid.title, is_title=True))
        for piece in shape.pieces:
            if isinstance(piece, LineRow):
                self._add_line([cells[at] for at in piece.cells])
            else:
                yield from self._add_part(piece, cells)

    def _add_line(self, cells: list[Cell]) -> None:
        text = "\t".join(cell.text for cell in cells).replace(LINE_BREAK, "\n")
        self._lines.append(Line(text, cells[0].place))

    def _add_part(self, part: Part, cells: tuple[Cell, ...]) -> Iterator[Finished]:
        if part.is_list and self._is_known(part, cells):
            return
        draft = self._draft
        if draft is not None and not self._begins_table(draft, part, cells):
            draft.add(part, cells)
            return self._settle_between(draft)
        yield from self._close()
        self._draft = Draft()
        self._draft.add(part, cells)
        if draft and draft.is_list and part.is_list and not self._lines:
            self._draft.take_heading(draft)
        else:
            self._head(self._draft)

    def _begins_table(self, draft: Draft, part: Part, cells: tuple[Cell, ...]) -> bool:
        """Tell whether a part is of another project than the draft: it names a project, or has a title of its own."""
        if part.is_project_start and draft.has_project:
            return not self._is_copy(draft, part, cells)
        if part.is_project_start and not draft.is_of_project:
            return draft.has_goals or (bool(draft.rows) and any(map(_says_something, self._lines)))
        is_full = bool(draft.rows) and bool(part.fields or part.has_goals)
        return is_full or (bool(draft.rows) and any(mark_of(line.text) == "title" for line in self._lines))

    def _is_known(self, part: Part, cells: tuple[Cell, ...]) -> bool:
        """Tell whether a list repeats a project that has been read from its own table (also in rows that go on)."""
        if part.is_project_start:
            values = [part.fields.get(f"project.{name}", (NOWHERE, NOWHERE))[1] for name in ("code", "name")]
            code, name = (squeeze(cells[at].text) if at != NOWHERE else "" for at in values)
            self._skips_list = (code, name) in self._own_projects
        if self._skips_list and not self.notes:
            self.notes.append("文件中的指标清单与各张绩效目标表重复，没有再读。")
        return self._skips_list

    def _is_copy(self, draft: Draft, part: Part, cells: tuple[Cell, ...]) -> bool:
        """Tell whether a head only repeats the draft's own on a further page: all it says is said already."""
        values = {name: cells[value].text for name, (_, value) in part.fields.items() if value != NOWHERE}
        same = all(join_lines(draft.text(name)) == join_lines(text) for name, text in values.items())
        known = {goal.text for goal in draft.goals}
        has_more = any(cells[at].text not in known for _, at in part.goals) or any(
            at != NOWHERE for _, at in part.months
        )
        return same and not has_more and bool(values.get("project.code") or values.get("project.name"))

    # ---- lines

    def _head(self, draft: Draft) -> None:
        """Give a new table its title and unit out of the lines before it, once it turns out to be a project's."""
        draft.above, self._lines = draft.above + self._lines, []
        if not draft.is_of_project:
            return
        name = join_lines(draft.text("project.name"))
        heading = find_heading(draft.above, name, position=self.count + 1)
        draft.title, draft.is_headed = heading.title, True
        self._take_unit(draft, heading.unit)
        self._take_group(draft, heading.group)
        self._settle_lines(heading.rest)
        self._settle_rest(self.part_one.end())

    def _take_group(self, draft: Draft, group: UnitLine) -> None:
        """Tables under the heading of a unit are that unit's, until one names its own or another heading comes."""
        if group.code or group.name:
            self._group = group
        elif draft.unit_code or draft.unit_name:
            self._group = UnitLine()
        if not (draft.unit_code or draft.unit_name):
            self._take_unit(draft, self._group)

    def _settle_between(self, draft: Draft) -> None:
        """Lines between two grids of one table: unit lines are the table's, page numbers are nothing."""
        if not draft.is_headed:
            return self._head(draft)
        lines, self._lines = self._lines, []
        for line in lines:
            unit = read_unit_line(line.text)
            if unit and not unit.is_named:
                self._take_unit(draft, unit)
            elif line.text.strip() and not is_passing(line):
                self._report_line(line)

    def _take_unit(self, draft: Draft, unit: UnitLine) -> None:
        draft.unit_code = draft.unit_code or unit.code
        draft.unit_name = draft.unit_name or unit.name
        draft.money_unit = draft.money_unit or unit.money_unit

    def _settle_lines(self, lines: list[Line]) -> None:
        """Hand lines on to part 1, else keep them as cover, else report them."""
        self._settle_rest(self._not_of_part_one(lines))

    def _not_of_part_one(self, lines: list[Line]) -> list[Line]:
        rest: list[Line] = []
        for line in lines:
            if line.text.strip():
                is_late = bool(self.part_one.texts)
                rest += [each._replace(is_late=is_late) for each in self.part_one.take(line)]
        return rest

    def _settle_rest(self, lines: list[Line]) -> None:
        for line in lines:
            unit = read_unit_line(line.text)
            if unit and unit.money_unit:
                self.money_unit = unit.money_unit
            if is_year_line(line.text) or (not self.count and self._is_of_cover(line, unit)):
                self.cover.append(line)
            elif not unit:
                self._report_line(line)

    def _is_of_cover(self, line: Line, unit: UnitLine | None) -> bool:
        """Tell whether a line before the first table is the cover's: short, no sentence, before part 1."""
        if unit:
            return True
        text = line.text.strip()
        is_short = len(text) <= LONGEST_COVER_LINE and not text.endswith(("。", "；", ";"))
        return is_short and (not line.is_late or bool(years_in(text)))

    def _report_line(self, line: Line) -> None:
        where = f"{line.place}的" if line.place else ""
        message = f"{where}文字{quote(line.text)}不在任何一张绩效目标表里，没有读入，请确认是否需要。"
        self.problems.append(Problem(message, is_doubt=True))

    # ---- tables

    def _close(self) -> Iterator[Finished]:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        if not (draft.has_goals or draft.columns) or not draft.is_of_project:
            return self._refuse(draft)
        self.count += 1
        if year := draft.text("fiscal_year").strip():
            self.cover.append(Line(year if year.endswith(("年", "年度")) else f"{year}年"))
        self.money_units.add(declared_unit(draft, self.money_unit))
        table, problems = finish(draft, self.money_unit)
        if not draft.is_list:
            self._own_projects.add((table.project_code or "", squeeze(table.project_name)))
        yield table, [replace(problem, table=self.count) for problem in problems]

    def _report_form(self, form: str, cells: tuple[Cell, ...]) -> None:
        self.forms.append(form)
        lines, self._lines = [line for line in self._lines if line.text.strip()], []
        title = lines[-1].text.strip() if lines else ""
        is_taken = bool(lines) and mark_of(title) == "title"
        self._settle_lines(lines[:-1] if is_taken else lines)
        named = quote(title) if title else f"以{quote(cells[0].text)}开头"
        message = f"第{self.grid_count}个表格（{named}）是{form}，不是绩效目标表，没有读入。"
        self.problems.append(Problem(message))

    def _refuse(self, draft: Draft) -> None:
        """Report a table that is no project's; the lines over it may be part 1, in which such tables stand too."""
        if not draft.is_headed:
            heading = find_heading(self._not_of_part_one(draft.above), "")
            draft.title = heading.title
            self._settle_rest(heading.rest)
        self._report_draft(draft)

    def _report_draft(self, draft: Draft) -> None:
        texts = [
            found.text
            for found in [*draft.fields.values(), *draft.goals, *draft.extras]
            if found.text.strip()
        ]
        texts += [row.name for row in draft.rows]
        words = "、".join(quote(text) for text in dict.fromkeys(texts))
        missing = "没有项目名称" if draft.rows else "没有绩效目标和绩效指标"
        named = f"（{quote(draft.title)}）" if draft.title else ""
        message = f"有一个表格{named}{missing}，不是项目绩效目标表，没有读入。表中文字：{words}。"
        self.problems.append(Problem(message))


def _says_something(line: Line) -> bool:
    return bool(line.text.strip()) and not is_passing(line) and read_unit_line(line.text) is None


def _marks(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """Return the marks of cells; text that a merge without spans repeats beside itself is marked "same"."""
    texts = [cell.text for cell in cells]
    marks = list(map(mark_of, texts))
    for at, (left, text) in enumerate(pairwise(texts), 1):
        if text == left and marks[at].startswith(REPEATABLE) and cells[at].row == cells[at - 1].row:
            marks[at] = "same"
    return tuple(marks)


def iter_tables(blocks: Iterable[Block], stream: TableStream | None = None) -> Iterator[Finished]:
    """Yield every goal table of a document with its problems, in constant memory.

    `stream` gathers what stands outside the tables (part 1, cover lines, problems of the whole document).
    """
    stream = stream or TableStream()
    for block in blocks:
        yield from stream.feed(block)
    yield from stream.finish()

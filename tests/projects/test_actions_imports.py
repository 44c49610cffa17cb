import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from documents.canonical import table_to_json
from documents.goal_table import Booklet
from projects.actions import (
    ImportRefused,
    accept_import,
    create_missing_units,
    discard_import,
    preview_import,
    undo_import,
)
from projects.enums import BatchState
from projects.import_plan import plan_import
from projects.import_reading import reading_of
from projects.mapping import as_stored, goal_table_of, goal_tables
from projects.models import DepartmentGoals, FiscalYear, ImportBatch, Project
from projects.part_one import part_one_of
from tests.projects.imports import PART1, file_of, leave, move, names, what_is_there
from tests.projects.tables import a_table, any_table
from units.models import AuditEntry, BudgetUnit, FiscalRegion

# Preview


def test_preview_keeps_what_was_read_and_writes_no_table(author, unit, previewed):
    batch = previewed(a_table(code="1" * 41), part1=PART1)

    assert (batch.actor, batch.state, batch.file_name) == (author, BatchState.PREVIEWED, "文本.json")
    assert (
        batch.file_sha256
        == hashlib.sha256(file_of(a_table(code="1" * 41), part1=PART1, unit_code=unit.code)).hexdigest()
    )
    reading = reading_of(ImportBatch.objects.get())
    assert reading.booklet.tables == (a_table(code="1" * 41),)
    assert reading.booklet.part1 == PART1
    assert [(p.table, p.address, p.message) for p in reading.problems] == [
        (1, "project.code", "项目编码有41个字，最多40个，请缩短。")
    ]
    assert not Project.objects.exists()


@pytest.mark.parametrize("name", ["unit_reviewer", "administrator", "auditor"])
def test_preview_is_for_authors(cast, name):
    with pytest.raises(ImportRefused, match=r"^您不是填报人，不能导入文件。$"):
        preview_import(file_of(a_table()), "a.json", unit=None, fiscal_year=None, actor=cast[name])


@pytest.mark.parametrize("content", [b"", b"not a table", b"{}"])
def test_preview_of_a_file_without_tables_keeps_nothing(author, content):
    with pytest.raises(ImportRefused):
        preview_import(content, "a.json", unit=None, fiscal_year=None, actor=author)

    assert not ImportBatch.objects.exists()


def test_preview_reads_streams_and_paths(author, tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(file_of(a_table()))

    with path.open("rb") as stream:
        stream.read(1)
        batches = [
            preview_import(source, "a.json", unit=None, fiscal_year=None, actor=author)
            for source in (path, stream, path.read_bytes())
        ]

    assert len({batch.file_sha256 for batch in batches}) == 1


# Accept


def test_accept_writes_tables_in_the_order_of_the_file(author, unit, imported, make_project):
    make_project("旧", order=3)

    batch = imported(a_table("乙", code="B"), a_table("甲"))

    assert names() == ["旧", "乙", "甲"]
    assert list(Project.objects.order_by("order").values_list("order", flat=True)) == [3, 4, 5]
    assert batch.state == BatchState.ACCEPTED
    assert [(t.number, t.project.name, t.before) for t in batch.tables.all()] == [
        (1, "乙", None),
        (2, "甲", None),
    ]
    table = goal_table_of(Project.objects.get(code="B"))
    assert table == a_table("乙", code="B", unit_code=unit.code, unit_name=unit.name)


def test_accept_is_audited_for_each_table_and_the_batch(author, unit, imported):
    imported(a_table("甲"), part1=PART1)

    entries = AuditEntry.objects.order_by("pk")
    assert [(e.actor, e.action, e.label) for e in entries] == [
        (author, "import_fiscal_year", "2026年度"),
        (author, "import_table", "甲"),
        (author, "import_part_one", "2026年度304001区商务局本级"),
        (author, "accept_import", "文本.json"),
    ]
    assert entries[1].after == table_to_json(goal_table_of(Project.objects.get()))
    assert entries[3].after == {"new": 1}


def test_accept_makes_the_year_of_the_file(imported):
    batch = imported(a_table("甲"), fiscal_year=2031)

    assert batch.fiscal_year == FiscalYear.objects.get(year=2031)
    assert Project.objects.get().fiscal_year == batch.fiscal_year


def test_accept_updates_in_place_and_keeps_uids(imported, project):
    before = goal_table_of(project)
    rows = before.indicators

    imported(replace(before, purpose="新的用途", indicators=(rows[2], rows[0])))

    after = goal_table_of(project)
    assert after.purpose == "新的用途"
    assert [row.uid for row in after.indicators] == [rows[2].uid, rows[0].uid]
    assert Project.objects.get().lock_version == 1


def test_accept_twice_is_refused_and_doubles_nothing(author, imported):
    batch = imported(a_table("甲"))

    with pytest.raises(ImportRefused, match=r"^“文本.json”当前为“已导入”，不能再做这一步。$"):
        accept_import(batch.pk, actor=author)

    assert names() == ["甲"]


def test_same_file_twice_changes_nothing(imported):
    imported(a_table("甲"), a_table("乙", code="B"), part1=PART1)
    before = what_is_there()

    batch = imported(a_table("甲"), a_table("乙", code="B"), part1=PART1)

    assert what_is_there() == before
    assert not batch.tables.exists()
    assert batch.department_goals is None
    assert set(Project.objects.values_list("lock_version", flat=True)) == {0}


def test_accept_is_all_or_nothing(author, unit, previewed, submitted_project):
    before = what_is_there()
    batch = previewed(a_table("甲"), a_table(submitted_project.name), part1=PART1)

    with pytest.raises(ImportRefused, match=r"^“文本.json”没有导入，1处不能导入。$") as refused:
        accept_import(batch.pk, actor=author)

    assert refused.value.reasons == ["第2个表：“园区维护经费”当前为“待审核”，不能由导入更改；退回后再导入。"]
    assert what_is_there() == before
    assert not DepartmentGoals.objects.exists()
    assert ImportBatch.objects.get().state == BatchState.PREVIEWED


def test_accept_of_chosen_tables_leaves_the_refused_ones(author, previewed, submitted_project):
    batch = previewed(a_table("甲"), a_table(submitted_project.name), a_table("乙"))

    accept_import(batch.pk, actor=author, chosen={1, 3})

    assert set(names()) == {"甲", "乙", submitted_project.name}
    assert [table.number for table in batch.tables.all()] == [1, 3]


def test_accept_of_chosen_tables_leaves_a_refused_part_one(author, unit, sibling_unit):
    tables = (a_table("甲", unit_code=unit.code), a_table("乙", unit_code=unit.code))
    content = file_of(*tables, unit_code=sibling_unit.code, part1=PART1)
    batch = preview_import(content, "a.json", unit=None, fiscal_year=None, actor=author)
    with pytest.raises(ImportRefused) as refused:
        accept_import(batch.pk, actor=author)
    assert refused.value.reasons == ["第一部分：您不是“市场服务中心”的填报人，不能为它导入。"]

    accept_import(batch.pk, actor=author, chosen={2})

    assert names() == ["乙"]
    assert not DepartmentGoals.objects.exists()


def test_accept_of_chosen_tables_writes_part_one(author, previewed):
    accept_import(previewed(a_table("甲"), a_table("乙"), part1=PART1).pk, actor=author, chosen={1})

    assert names() == ["甲"]
    assert part_one_of(DepartmentGoals.objects.get()) == PART1


def test_batch_is_its_importers_alone(colleague, previewed):
    batch = previewed(a_table("甲"))

    for act in (accept_import, discard_import):
        with pytest.raises(ImportRefused, match=r"^这是他人的导入，只有导入的人可以处理。$"):
            act(batch.pk, actor=colleague)


def test_operator_may_accept_what_an_author_brought(previewed):
    accept_import(previewed(a_table("甲")).pk, actor=None)

    assert names() == ["甲"]


@pytest.mark.parametrize("act", [accept_import, discard_import])
def test_right_that_is_lost_before_settling(act, author, previewed):
    batch = previewed(a_table("甲"))
    leave(author)

    with pytest.raises(ImportRefused, match=r"^您已不是“文本.json”所涉及单位的填报人，不能再处理这次导入。$"):
        act(batch.pk, actor=author)

    assert ImportBatch.objects.get().state == BatchState.PREVIEWED


def test_author_of_another_unit_now_accepts_nothing(author, previewed, sibling_unit):
    batch = previewed(a_table("甲"))
    move(author, sibling_unit)

    with pytest.raises(ImportRefused) as refused:
        accept_import(batch.pk, actor=author)

    assert refused.value.reasons == ["第1个表：您不是“区商务局本级”的填报人，不能为它导入。"]


def test_author_of_another_unit_now_loses_sight_of_what_was_brought_for_the_old_one(
    author, unit, sibling_unit
):
    preview_import(file_of(a_table("甲")), "a.json", unit=unit, fiscal_year=None, actor=author)
    assert ImportBatch.objects.visible_to(author).count() == 1

    move(author, sibling_unit)

    assert ImportBatch.objects.visible_to(author).count() == 0


@pytest.mark.parametrize("content", [{"tables": [a_table("甲")]}, {"part1": PART1}])
@pytest.mark.parametrize("go", [lambda author, _: leave(author), move])
def test_former_author_undoes_nothing(go, content, author, imported, sibling_unit):
    head = dict(content)
    batch = imported(*head.pop("tables", ()), **head)
    before = what_is_there(), [part_one_of(goals) for goals in DepartmentGoals.objects.all()]
    go(author, sibling_unit)

    with pytest.raises(ImportRefused, match=r"^您已不是“文本.json”所涉及单位的填报人，不能再处理这次导入。$"):
        undo_import(batch.pk, actor=author)

    assert (what_is_there(), [part_one_of(goals) for goals in DepartmentGoals.objects.all()]) == before
    assert ImportBatch.objects.get().state == BatchState.ACCEPTED


def test_author_of_one_of_two_units_undoes_nothing(author, unit, sibling_unit):
    author.memberships.create(unit=sibling_unit, role="author", since="2020-01-01")
    content = file_of(a_table("甲", unit_code=unit.code), a_table("乙", unit_code=sibling_unit.code))
    batch = preview_import(content, "a.json", unit=None, fiscal_year=None, actor=author)
    accept_import(batch.pk, actor=author)
    author.memberships.filter(unit=sibling_unit).update(until="2021-01-01")
    del author._memberships_in_force

    with pytest.raises(ImportRefused, match="不能再处理"):
        undo_import(batch.pk, actor=author)

    assert names() == ["甲", "乙"]


def test_discard(author, previewed):
    batch = discard_import(previewed(a_table("甲")).pk, actor=author)

    assert (batch.state, names()) == (BatchState.DISCARDED, [])
    assert AuditEntry.objects.get().action == "discard_import"


# Part 1


def test_part_one_is_written_division_by_division(unit, imported):
    batch = imported(a_table("甲"), part1=PART1)

    goals = DepartmentGoals.objects.get()
    assert (goals.unit, batch.department_goals) == (unit, goals)
    assert [sub_goal.text for sub_goal in goals.sub_goals.all()] == [
        "（一）招商\n绩效目标：引进企业。",
        "（二）维护",
    ]
    assert part_one_of(goals) == PART1


def test_part_one_alone_is_a_file_too(imported):
    imported(part1=replace(PART1, divisions=""))

    assert part_one_of(DepartmentGoals.objects.get()) == replace(PART1, divisions="")


# Any file


class AnyFile(TestCase):
    @classmethod
    def setUpTestData(cls):
        region = FiscalRegion.objects.create(code="130209", name="某区")
        cls.unit = BudgetUnit.objects.create(region=region, code="304001", name="区商务局本级")

    @settings(deadline=None, max_examples=20)
    @given(st.lists(any_table(), min_size=1, max_size=3, unique_by=lambda table: table.project_name))
    def test_any_file_is_imported_again_without_a_change_and_undone_without_a_trace(self, tables):
        tables = [replace(table, project_code=None) for table in tables]
        content = file_of(*tables, unit_code="304001")

        first, second = (self.imported(content) for _ in range(2))

        stored = [as_stored(table, self.unit) for table in tables]
        assert list(goal_tables(Project.objects.all())) == stored
        assert second.tables.count() == 0
        undo_import(first.pk, actor=None)
        assert not Project.objects.exists()

    def imported(self, content):
        batch = preview_import(content, "a.json", unit=None, fiscal_year=None, actor=None)
        return accept_import(batch.pk, actor=None)


# Units made on the way


def test_missing_units_are_made_once(unit):
    booklet = Booklet(
        unit_name="甲单位",
        tables=(
            a_table(unit_code="9", unit_name="乙单位"),
            a_table(unit_code="9", unit_name="乙单位"),
            a_table(unit_code=unit.code, unit_name=unit.name),
            a_table(),
        ),
    )

    made = create_missing_units(booklet, near=unit, actor=None, layout="mof_2021")

    assert [(u.region, u.code, u.name, u.layout) for u in made] == [
        (unit.region, "", "甲单位", "mof_2021"),
        (unit.region, "9", "乙单位", "mof_2021"),
    ]
    assert create_missing_units(booklet, near=unit, actor=None) == []


def test_missing_units_stand_in_a_region_of_their_own_where_there_is_none(db):
    (made,) = create_missing_units(Booklet(unit_code="304001"), near=None, actor=None)

    assert (made.code, made.name, made.region) == ("304001", "304001", FiscalRegion.objects.get())


def test_unit_that_cannot_be_made(db):
    with pytest.raises(ImportRefused, match=r"^不能自动建立单位："):
        create_missing_units(Booklet(unit_name="长" * 201), near=None, actor=None)

    assert not BudgetUnit.objects.exists()


def test_plan_of_a_batch_is_made_for_its_actor(author, previewed, sibling_unit):
    batch = previewed(a_table("甲", unit_code=sibling_unit.code, unit_name=sibling_unit.name))

    assert plan_import(batch).reasons == ["第1个表：您不是“市场服务中心”的填报人，不能为它导入。"]

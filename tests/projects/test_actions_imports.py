import hashlib
import json
from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from documents.canonical import booklet_to_json, table_to_json
from documents.goal_table import Booklet, Goal, PartOne
from projects.actions import (
    ImportRefused,
    accept_import,
    create_missing_units,
    discard_import,
    preview_import,
    save_table,
    undo_import,
)
from projects.enums import BatchState, Status
from projects.import_plan import plan_import
from projects.import_reading import reading_of
from projects.mapping import as_stored, goal_table_of, goal_tables
from projects.models import DepartmentGoals, FiscalYear, ImportBatch, Project
from projects.part_one import part_one_of
from tests.projects.tables import a_table, any_table
from units.models import AuditEntry, BudgetUnit, FiscalRegion

PART1 = PartOne("总体目标", "（一）招商\n绩效目标：引进企业。\n（二）维护", "保障措施")


def file_of(*tables, **head):
    booklet = Booklet(**{"fiscal_year": 2026} | head, tables=tables)
    return json.dumps(booklet_to_json(booklet), ensure_ascii=False).encode()


@pytest.fixture
def previewed(author, unit):
    """Return a function that previews a file of tables for the author's unit."""

    def preview(*tables, **head):
        content = file_of(*tables, unit_code=unit.code, **head)
        return preview_import(content, "文本.json", unit=None, fiscal_year=None, actor=author)

    return preview


@pytest.fixture
def imported(author, previewed):
    """Return a function that previews and accepts."""
    return lambda *tables, **head: accept_import(previewed(*tables, **head).pk, actor=author)


def names():
    return list(Project.objects.in_print_order().values_list("name", flat=True))


def what_is_there():
    projects = Project.objects.order_by("pk")
    return [(goal_table_of(project), project.order, project.status) for project in projects]


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


def leave(author):
    author.memberships.update(until="2021-01-01")
    del author._memberships_in_force


def move(author, unit):
    author.memberships.update(unit=unit)
    del author._memberships_in_force


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


# Undo


def test_undo_deletes_what_was_new_and_restores_what_was_there(author, imported, project, make_project):
    other = make_project("不相干")
    goals_before = goal_table_of(project).goals
    before = what_is_there()
    table = goal_table_of(project)
    batch = imported(replace(table, project_name="改名", goals=(Goal("新"),), indicators=()), a_table("甲"))

    undone = undo_import(batch.pk, actor=author)

    assert undone.state == BatchState.UNDONE
    assert what_is_there() == before
    assert [goal.uid for goal in goal_table_of(project).goals] == [goal.uid for goal in goals_before]
    assert [row.uid for row in goal_table_of(project).indicators] == [row.uid for row in table.indicators]
    assert set(names()) == {project.name, other.name}


def test_undo_is_audited(author, imported, project):
    batch = imported(replace(goal_table_of(project), purpose="新"), a_table("甲"), part1=PART1)
    AuditEntry.objects.all()._raw_delete("default")

    undo_import(batch.pk, actor=author)

    assert [(e.action, e.label) for e in AuditEntry.objects.order_by("pk")] == [
        ("undo_import_table", project.name),
        ("undo_import_table", "甲"),
        ("undo_import_part_one", "2026年度304001区商务局本级"),
        ("undo_import", "文本.json"),
    ]


@pytest.mark.parametrize("earlier", [None, replace(PART1, overall="以前的")])
def test_undo_restores_part_one(author, imported, earlier):
    if earlier:
        imported(part1=earlier)
    batch = imported(part1=PART1)

    undo_import(batch.pk, actor=author)

    assert [part_one_of(goals) for goals in DepartmentGoals.objects.all()] == ([earlier] if earlier else [])


def years():
    return list(FiscalYear.objects.order_by("year").values_list("year", flat=True))


def test_undo_removes_the_year_that_the_import_brought(author, imported, fiscal_year):
    batch = imported(a_table("甲"), part1=PART1, fiscal_year=2035)
    assert years() == [2026, 2035]

    undone = undo_import(batch.pk, actor=author)

    assert years() == [2026]
    assert undone.fiscal_year is None
    assert ImportBatch.objects.get().fiscal_year is None
    assert AuditEntry.objects.first().action == "undo_import_fiscal_year"


def test_undo_keeps_a_year_that_was_there_before(author, imported, fiscal_year):
    undo_import(imported(a_table("甲")).pk, actor=author)

    assert years() == [2026]
    assert ImportBatch.objects.get().fiscal_year == fiscal_year


def test_undo_keeps_the_year_for_what_else_is_in_it(author, imported, make_project):
    batch = imported(a_table("甲"), fiscal_year=2035)
    make_project("乙", fiscal_year=FiscalYear.objects.get(year=2035))

    undone = undo_import(batch.pk, actor=author)

    assert years() == [2026, 2035]
    assert undone.fiscal_year.year == 2035
    assert not AuditEntry.objects.filter(action="undo_import_fiscal_year").exists()


def test_year_that_somebody_else_adds_meanwhile_is_theirs(author, previewed):
    batch, asked = previewed(a_table("甲"), fiscal_year=2035), []

    def add_when_asked(execute, sql, *query):
        found = execute(sql, *query)
        if 'WHERE "projects_fiscalyear"."year" =' in sql and not asked:
            asked.append(sql)
            FiscalYear.objects.create(year=2035)
        return found

    with connection.execute_wrapper(add_when_asked):
        accept_import(batch.pk, actor=author)
    undo_import(batch.pk, actor=author)

    assert years() == [2035]


def test_the_last_import_that_is_undone_takes_the_year_along(author, imported):
    first = imported(a_table("甲"), fiscal_year=2035)
    second = imported(a_table("乙"), fiscal_year=2035)

    undo_import(first.pk, actor=author)
    assert years() == [2035]
    undo_import(second.pk, actor=author)

    assert years() == []


def test_undo_of_a_table_changed_since_is_refused_as_a_whole(author, imported):
    batch = imported(a_table("甲"), a_table("乙"))
    changed = Project.objects.get(name="乙")
    save_table(changed.pk, a_table("乙", purpose="改"), actor=author, lock_version=0)

    with pytest.raises(ImportRefused, match=r"^“文本.json”不能撤销，1处在导入之后有了变化。$") as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["“乙”在导入之后有过修改或办理。"]
    assert names() == ["甲", "乙"]


def test_undo_of_a_table_in_review_is_refused(author, imported):
    batch = imported(a_table("甲"))
    Project.objects.update(status=Status.SUBMITTED)

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["“甲”当前为“待审核”，不能撤销。"]


def test_undo_in_a_closed_year_is_refused(author, imported):
    batch = imported(a_table("甲"))
    FiscalYear.objects.update(is_closed=True)

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["“甲”所在的2026年度已关闭，不能撤销。"]


def test_undo_of_a_project_that_goes_on_next_year_is_refused(author, imported, make_project):
    batch = imported(a_table("甲"))
    make_project("甲续", predecessor=Project.objects.get(name="甲"))

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["“甲”已结转到下一年度。"]


def test_undo_of_a_project_deleted_since_is_refused(author, imported):
    batch = imported(a_table("甲"))
    Project.objects.all().delete()

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["第1个表的项目已被删除。"]


def test_undo_of_a_part_one_changed_since_is_refused(author, imported):
    batch = imported(part1=PART1)
    DepartmentGoals.objects.update(overall="改过")

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["第一部分（部门整体绩效目标）在导入之后有过修改。"]


def test_imports_are_undone_one_after_the_other(author, imported):
    first = imported(a_table("甲"))
    second = imported(a_table("甲", purpose="改"))

    with pytest.raises(ImportRefused):
        undo_import(first.pk, actor=author)
    undo_import(second.pk, actor=author)
    assert goal_table_of(Project.objects.get()).purpose == a_table().purpose

    undo_import(first.pk, actor=author)
    assert names() == []


@pytest.fixture
def someone_is_faster():
    """Let every project change just before the first UPDATE of projects, as another connection would."""
    done = []

    def change_first(execute, sql, *query):
        if sql.startswith('UPDATE "projects_project"') and not done:
            done.append(True)
            Project.objects.update(lock_version=F("lock_version") + 1)
        return execute(sql, *query)

    with connection.execute_wrapper(change_first):
        yield


def test_accept_while_a_table_is_saved(author, previewed, project, someone_is_faster):
    batch = previewed(replace(goal_table_of(project), purpose="新"))

    with pytest.raises(ImportRefused, match=r"^导入期间有表被他人改动，请重新确认。$"):
        accept_import(batch.pk, actor=author)


def test_undo_while_a_table_is_saved(author, previewed, request):
    batch = accept_import(previewed(a_table("甲")).pk, actor=author)
    request.getfixturevalue("someone_is_faster")

    with pytest.raises(ImportRefused, match=r"^撤销期间有表被他人改动，请再试一次。$"):
        undo_import(batch.pk, actor=author)


def test_undo_before_accepting_is_refused(author, previewed):
    with pytest.raises(ImportRefused, match=r"^“文本.json”当前为“待确认”，不能再做这一步。$"):
        undo_import(previewed(a_table("甲")).pk, actor=author)


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

"""The cast: one county with its people, a stranger from the next county, and tables for them to work on."""

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from documents.reading import read_booklet
from projects.checks.project_codes import check_character
from projects.enums import Status
from projects.mapping import replace_table
from projects.models import FiscalYear, Goal, Indicator, Project, ScheduleEntry
from units.enums import Role
from units.models import BudgetUnit, FiscalRegion, Membership

PASSWORD = "Only-for-tests-1"
CLEAN_FILES = Path(__file__).parent / "projects" / "checks" / "files"
LONG_AGO = datetime.date(2020, 1, 1)

# The tree:  bureau > department > unit > child_unit       foreign_bureau > foreign_unit
#                                > sibling_unit


@pytest.fixture
def region(db):
    return FiscalRegion.objects.create(code="130209", name="某区")


@pytest.fixture
def bureau(region):
    return BudgetUnit.objects.create(region=region, code="001", name="区财政局")


@pytest.fixture
def department(region, bureau):
    return BudgetUnit.objects.create(region=region, parent=bureau, code="304", name="区商务局")


@pytest.fixture
def unit(region, department):
    return BudgetUnit.objects.create(region=region, parent=department, code="304001", name="区商务局本级")


@pytest.fixture
def child_unit(region, unit):
    return BudgetUnit.objects.create(region=region, parent=unit, code="304001001", name="招商服务站")


@pytest.fixture
def sibling_unit(region, department):
    return BudgetUnit.objects.create(region=region, parent=department, code="304002", name="市场服务中心")


@pytest.fixture
def foreign_bureau(db):
    region = FiscalRegion.objects.create(code="130730", name="邻县")
    return BudgetUnit.objects.create(region=region, code="001", name="邻县财政局")


@pytest.fixture
def foreign_unit(foreign_bureau):
    return BudgetUnit.objects.create(
        region=foreign_bureau.region, parent=foreign_bureau, code="304001", name="邻县商务局本级"
    )


@pytest.fixture
def make_user(db):
    """Return a function that makes a user with a role in a unit."""

    def make(username, role=None, unit=None, *, is_staff=False):
        user = get_user_model().objects.create_user(username, password=PASSWORD, is_staff=is_staff)
        if role:
            Membership.objects.create(user=user, unit=unit, role=role, since=LONG_AGO)
        return user

    return make


@pytest.fixture
def author(make_user, unit):
    return make_user("author", Role.AUTHOR, unit)


@pytest.fixture
def colleague(make_user, unit):
    """Fills in the same unit's tables as the author."""
    return make_user("colleague", Role.AUTHOR, unit)


@pytest.fixture
def unit_reviewer(make_user, unit):
    return make_user("unit_reviewer", Role.UNIT_REVIEWER, unit)


@pytest.fixture
def department_reviewer(make_user, department):
    return make_user("department_reviewer", Role.DEPARTMENT_REVIEWER, department)


@pytest.fixture
def finance_reviewer(make_user, bureau):
    return make_user("finance_reviewer", Role.FINANCE_REVIEWER, bureau)


@pytest.fixture
def administrator(make_user, bureau):
    return make_user("administrator", Role.SYSTEM_ADMINISTRATOR, bureau, is_staff=True)


@pytest.fixture
def security_administrator(make_user, bureau):
    return make_user("security_administrator", Role.SECURITY_ADMINISTRATOR, bureau, is_staff=True)


@pytest.fixture
def auditor(make_user, bureau):
    return make_user("auditor", Role.AUDITOR, bureau, is_staff=True)


@pytest.fixture
def outsider(make_user, foreign_unit):
    """Author of a unit in another county."""
    return make_user("outsider", Role.AUTHOR, foreign_unit)


@pytest.fixture
def superuser(db):
    """Made on the command line, to set up the first units and administrators."""
    return get_user_model().objects.create_superuser("root", password=PASSWORD)


CAST = (
    "author",
    "colleague",
    "unit_reviewer",
    "department_reviewer",
    "finance_reviewer",
    "administrator",
    "security_administrator",
    "auditor",
    "outsider",
)


@pytest.fixture
def cast(request):
    """The whole cast by name, for tests over every role."""
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def fiscal_year(db):
    return FiscalYear.objects.create(year=2026)


@pytest.fixture
def make_project(fiscal_year, unit):
    """Return a function that makes a project with a full table: schedule, two goals, three indicators."""

    def make(name="招商引资经费", **fields):
        given = {"fiscal_year": fiscal_year, "unit": unit, "name": name, "purpose": "用于外出招商。"} | fields
        amounts = {"total_amount": Decimal("350000"), "fiscal_amount": Decimal("350000")}
        project = Project.objects.create(**(amounts | given))
        _add_rows(project)
        return project

    return make


@pytest.fixture
def make_clean_project(make_project):
    """Return a function that makes a project of which the rules ask nothing, so that it can be handed in."""

    def make(name="招商引资经费", **fields):
        project = make_project(name, **fields)
        write_clean_table(project)
        return project

    return make


@pytest.fixture
def project(make_project):
    """A draft of the unit."""
    return make_project(code="13020926P000664100018")


@pytest.fixture
def submitted_project(make_project):
    """A table handed in by nobody of the cast."""
    return make_project("园区维护经费", status=Status.SUBMITTED)


def _add_rows(project):
    for month, percent in ((3, 25), (6, 50), (10, 75), (12, 100)):
        ScheduleEntry.objects.create(project=project, month=month, cumulative_percent=percent)
    for order, text in enumerate(("引进企业落户。", "按时完成招商活动。"), 1):
        Goal.objects.create(project=project, order=order, text=text)
    for order, (level1, level2, name, value) in enumerate(_INDICATORS, 1):
        Indicator.objects.create(
            project=project,
            order=order,
            level1_name=level1,
            level2_name=level2,
            name=name,
            description=f"反映{name}的情况",
            value_text=value,
            value_basis="年度工作计划",
        )


def write_clean_table(project):
    """Let a project say what one of the clean filings says, another one for each table of its unit."""
    number = Project.objects.filter(unit=project.unit, fiscal_year=project.fiscal_year).count()
    replace_table(project, clean_table(project, number=number))


def clean_table(project, *, name="", number=0):
    """Return a table that fits the project and of which no rule speaks; one of another number says something else."""
    files = sorted(CLEAN_FILES.glob("*.json"))
    (table,) = read_booklet(files[number % len(files)]).booklet.tables
    code, name = f"{project.unit.region.code}26P{project.pk:011d}", name or project.name
    purpose = f"用于{name}：{table.purpose}"
    code += check_character(code)
    return replace(table, title="", project_code=code, project_name=name, purpose=purpose)


_INDICATORS = (
    ("产出指标", "数量指标", "引进企业数量", "≥10个"),
    ("效益指标", "经济效益指标", "新增税收", "≥200万元"),
    ("满意度指标", "服务对象满意度指标", "企业满意度", "≥90%"),
)

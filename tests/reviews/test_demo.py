"""manage.py demo: what it makes in an empty database, and that it leaves others alone."""

import io
from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command

from indicators.models import IndicatorCategory, LibraryIndicator
from projects.models import Excuse, FiscalYear, Indicator, Project
from reviews.demo import demo_accounts, read_plan
from reviews.models import TableVersion
from units.enums import Role
from units.models import AuditEntry, BudgetUnit

ACCOUNTS = """\
  author304     物流区填报人
  reviewer304   物流区单位审核人
  department304 物流区主管部门审核人
  author631     临港区填报人
  reviewer631   临港区单位审核人
  authorgx      高新区填报人
  finance       财政审核人
  admin         系统管理员
  security      安全管理员
  auditor       审计员
"""


@pytest.fixture
def demo(db, settings, tmp_path):
    """Return a function that runs the command and returns what it prints."""
    settings.STATIC_ROOT = tmp_path

    def run():
        printed = io.StringIO()
        call_command("demo", stdout=printed)
        return printed.getvalue()

    return run


def statuses(code, year):
    return Counter(
        Project.objects.filter(unit__code=code, fiscal_year__year=year).values_list("status", flat=True)
    )


def test_demo(demo, tmp_path):
    printed = demo()

    assert printed == f"演示用户（密码都是 Mubiao-2026，请勿用于正式环境）：\n{ACCOUNTS}"
    assert [statuses(*filing) for filing in (("304001", 2022), ("631001", 2021), ("", 2021))] == [
        {"draft": 2},
        {"draft": 5},
        {"draft": 13},
    ]
    assert statuses("304001", 2026) == {"approved": 1, "submitted": 1, "returned": 1}
    assert statuses("631001", 2026) == {"approved": 1, "submitted": 1}
    assert statuses("", 2026) == {"submitted": 1, "returned": 1}
    assert Counter(Excuse.objects.values_list("rule", flat=True)) == {"ID01": 2, "ID05": 2}
    assert set(FiscalYear.objects.values_list("year", flat=True)) == {2021, 2022, 2026}
    assert LibraryIndicator.objects.count() == 241
    assert all(version.is_intact for version in TableVersion.objects.all())
    assert Indicator.objects.filter(category__level=2).count() == Indicator.objects.count() == 200
    assert (tmp_path / "admin" / "css" / "base.css").exists()


def test_demo_twice_changes_nothing(demo):
    first = demo()
    IndicatorCategory.objects.filter(name="数量指标").update(aliases=["产出数量"])
    models = (Project, Indicator, BudgetUnit, AuditEntry, IndicatorCategory, get_user_model())
    counts = [model.objects.count() for model in models]

    second = demo()

    assert second == first
    assert [model.objects.count() for model in models] == counts
    assert IndicatorCategory.objects.filter(aliases=["产出数量"]).count() == 3


def test_demo_leaves_a_database_in_use_alone(demo, unit):
    IndicatorCategory.objects.all().delete()
    printed = demo()

    assert printed == "数据库已就绪。库中已有数据，没有放入演示数据。\n"
    assert get_user_model().objects.count() == Project.objects.count() == 0
    assert IndicatorCategory.objects.count() == 39


def test_demo_people_can_log_in_and_cover_every_role(demo, client):
    demo()
    password = read_plan()["password"]

    users = get_user_model().objects.all()
    validate_password(password)
    for user in users:
        response = client.post("/login/", {"username": user.username, "password": password})
        assert response.status_code == 302
        client.logout()
    assert {m.role for user in users for m in user.memberships.all()} == set(Role)
    assert {user.username for user in users if user.is_staff} == {"admin", "security", "auditor"}
    assert not any(user.is_superuser for user in users)
    users.exclude(username__in=["finance", "admin"]).update(is_active=False)
    assert demo_accounts() == [("finance", "财政审核人"), ("admin", "系统管理员")]

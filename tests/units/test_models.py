"""Regions, the tree of units, memberships, audit entries."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from units import audit
from units.models import AuditEntry, BudgetUnit, FiscalRegion, Membership


def test_str(region, unit, author, django_assert_num_queries):
    membership = Membership.objects.select_related("user", "unit").get()

    with django_assert_num_queries(0):
        assert str(region) == "某区"
        assert str(unit) == "304001区商务局本级"
        assert str(membership) == "author 填报人 304001区商务局本级"


def test_natural_keys(region, unit):
    assert FiscalRegion.objects.get_by_natural_key(*region.natural_key()) == region
    assert BudgetUnit.objects.get_by_natural_key(*unit.natural_key()) == unit


def test_path_lists_the_units_from_the_root(bureau, department, unit):
    unit.refresh_from_db()

    assert unit.path == f"/{bureau.pk}/{department.pk}/{unit.pk}/"


def test_saving_a_unit_that_stays_keeps_its_path(unit, child_unit):
    unit.name = "区商务局（本级）"
    unit.save()

    assert BudgetUnit.objects.get(pk=unit.pk).path == unit.path
    assert BudgetUnit.objects.get(pk=child_unit.pk).path == child_unit.path


def test_path_follows_the_parent_in_the_database(bureau, department, unit):
    """A parent that was read before it moved does not leave a wrong path."""
    stale = BudgetUnit.objects.select_related("parent").get(pk=unit.pk)
    department.parent = None
    department.save()

    stale.save()

    assert BudgetUnit.objects.get(pk=unit.pk).path == f"/{department.pk}/{unit.pk}/"


def test_unit_never_stands_below_itself(unit, child_unit):
    unit.parent = child_unit

    with pytest.raises(ValueError, match="cannot stand below itself"):
        unit.save()

    assert BudgetUnit.objects.get(pk=unit.pk).path == unit.path


@pytest.mark.parametrize(
    ("parent", "message"),
    [
        ("unit", "上级单位不能是本单位或它的下级，请另选。"),
        ("child_unit", "上级单位不能是本单位或它的下级，请另选。"),
        ("foreign_unit", "上级单位属于另一个财政区划，请选择本区划的单位。"),
    ],
)
def test_clean_refuses_a_parent(parent, message, unit, child_unit, foreign_unit):
    unit.parent = {"unit": unit, "child_unit": child_unit, "foreign_unit": foreign_unit}[parent]

    with pytest.raises(ValidationError) as refusal:
        unit.clean()

    assert refusal.value.message_dict == {"parent": [message]}


def test_clean_accepts_a_parent(bureau, unit):
    unit.parent = bureau
    unit.clean()

    unit.parent = None
    unit.clean()


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "304001", "name": "同码单位"},
        {"code": "", "name": "区财政局"},
    ],
)
def test_units_the_database_refuses(fields, region, bureau, unit):
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetUnit.objects.create(region=region, **fields)


def test_units_the_database_accepts(region, bureau, department, foreign_unit):
    BudgetUnit.objects.create(region=region, parent=bureau, name="办公室")
    BudgetUnit.objects.create(region=region, parent=department, name="办公室")

    assert foreign_unit.code == "304001"
    assert BudgetUnit.objects.filter(code="", name="办公室").count() == 2


@pytest.fixture
def entry(author, unit):
    return audit.record(author, "submit", unit, unit=unit, reason="已核对")


def test_audit_entry_says_who_did_what(entry, author, unit):
    entry.refresh_from_db()

    assert (entry.actor, entry.action, entry.has_succeeded) == (author, "submit", True)
    assert (entry.unit, entry.reason) == (unit, "已核对")
    assert (entry.subject, entry.label) == (f"units.budgetunit:{unit.pk}", "304001区商务局本级")
    assert (entry.remote_address, entry.request_id) == (None, "")
    assert entry.action_label == "提交审核"


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(reason=""),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["reason"]),
        lambda entry: AuditEntry.objects.update_or_create({"reason": ""}, pk=entry.pk),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: AuditEntry.objects.all()[:1].delete(),
    ],
)
def test_audit_entry_is_never_changed(change, entry):
    with pytest.raises(TypeError, match=r"rows of units\.AuditEntry are never"), transaction.atomic():
        change(entry)

    assert AuditEntry.objects.get().reason == "已核对"


def test_people_and_units_with_history_stay(entry, author, unit):
    for kept in (author, unit):
        with pytest.raises(IntegrityError):  # ProtectedError is one
            kept.delete()


def test_str_of_an_audit_entry_is_in_local_time(entry):
    entry.at = datetime.datetime(2026, 11, 20, 16, 30, tzinfo=datetime.UTC)

    assert str(entry) == "2026-11-21 00:30 提交审核 304001区商务局本级"

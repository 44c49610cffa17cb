"""Making the units that a file names and that are not in the system yet."""

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.goal_table import Booklet
from projects.actions.imports import ImportRefused
from projects.unit_finder import UnitFinder
from units.actions import create_unit
from units.models import BudgetUnit, FiscalRegion


@transaction.atomic
def create_missing_units(booklet: Booklet, *, near: BudgetUnit | None, actor, **fields) -> list[BudgetUnit]:
    """Add a unit for every one that a booklet or its tables name and nobody knows; return them.

    They stand at the top of the tree, in the region of the unit `near`, else in the first region, else in one made for
    them. `fields` are more fields of the units. Raises ImportRefused.
    """
    missing = UnitFinder(booklet, None, BudgetUnit.objects.all()).missing()
    region = near.region if near else FiscalRegion.objects.first()
    if missing and region is None:
        region = FiscalRegion.objects.create(code="000000", name="未分区划")
    try:
        return [
            create_unit(region, None, name or code, code=code or "", actor=actor, **fields)
            for code, name in missing
        ]
    except ValidationError as error:
        raise ImportRefused("不能自动建立单位：" + "；".join(error.messages)) from error

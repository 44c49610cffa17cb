"""Which budget unit a table of a file belongs to."""

from django.db.models import Q

from documents.goal_table import Booklet
from units.models import BudgetUnit


class UnitFinder:
    """Finds units by code, else by name, among those that a booklet names: one query."""

    def __init__(self, booklet: Booklet, given: BudgetUnit | None, units):
        """`given` is the unit for tables that name none, or one that is not in the system."""
        self._given = given
        self._of_booklet = (booklet.unit_code, booklet.unit_name)
        named = [self._of_booklet, *((table.unit_code, table.unit_name) for table in booklet.tables)]
        self._named_in_file = list(dict.fromkeys(named))
        codes, names = ({part for part in parts if part} for parts in zip(*named, strict=True))
        wanted = Q(code__in=codes) | Q(name__in=names) | Q(pk=given and given.pk)
        self._units = list(units.filter(wanted).order_by("pk"))

    def find(self, code: str | None, name: str | None) -> tuple[BudgetUnit | None, str, str]:
        """Return the unit, why there is none, and what a person should confirm about it."""
        if not code and not name:
            code, name = self._of_booklet
            if self._given:
                return self._given, "", self._doubt_about(self._given, code, name)
        printed = f"{code or ''}{name or ''}"
        if not printed:
            return None, "文件里看不出预算单位，请在导入时选定单位。", ""
        found = self._named(code, name)
        if len(found) > 1:
            return None, f"有{len(found)}个单位叫“{printed}”，分不清是哪一个，请在导入时选定单位。", ""
        unit = found[0] if found else self._given
        if unit:
            return unit, "", self._doubt_about(unit, code, name)
        return None, f"系统中没有单位“{printed}”，请先建立该单位，或者在导入时选定单位。", ""

    def _doubt_about(self, unit, code, name) -> str:
        """Say so where what is printed is not, or not quite, the unit that was found or given."""
        is_unit = not (code or name) or unit in self._named(code, name)
        if is_unit and name in (None, "", unit.name):
            return ""
        return f"文件里的单位是“{code or ''}{name or ''}”，将导入到“{unit}”，请确认。"

    def missing(self) -> list[tuple[str | None, str | None]]:
        """Return code and name of each unit that the file names and that is not among the units."""
        return [named for named in self._named_in_file if any(named) and not self._named(*named)]

    def _named(self, code, name) -> list[BudgetUnit]:
        by_code = [unit for unit in self._units if code and unit.code == code]
        by_name = [unit for unit in self._units if name and unit.name == name]
        found = by_code or by_name
        for narrower in (by_name, self._in_region_of_given(found), [self._given]):
            both = [unit for unit in found if unit in narrower]
            found = both if both else found
        return found

    def _in_region_of_given(self, units) -> list[BudgetUnit]:
        return [unit for unit in units if self._given and unit.region_id == self._given.region_id]

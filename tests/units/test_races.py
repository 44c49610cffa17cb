"""Two people change the tree at the same moment."""

from functools import partial

import pytest

from tests.race import race
from units.actions import move_unit
from units.models import AuditEntry, BudgetUnit

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_moves_make_no_ring(region, bureau, administrator):
    """Each of two neighbours is put below the other: the second is refused."""
    for number in range(5):
        one = BudgetUnit.objects.create(region=region, parent=bureau, name=f"甲{number}")
        other = BudgetUnit.objects.create(region=region, parent=bureau, name=f"乙{number}")
        pairs = (one, other), (other, one)
        moves = [partial(move_unit, unit.pk, parent, actor=administrator) for unit, parent in pairs]

        outcome = race(*moves)

        moved, stayed = (one, other) if outcome[0] else (other, one)
        paths = dict(BudgetUnit.objects.filter(pk__in=(one.pk, other.pk)).values_list("pk", "path"))
        assert sorted(outcome) == [False, True]
        assert paths == {stayed.pk: stayed.path, moved.pk: f"{stayed.path}{moved.pk}/"}
    assert AuditEntry.objects.filter(action="move_unit").count() == 5

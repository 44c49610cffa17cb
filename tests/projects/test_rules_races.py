"""Two administrators put changes of the same rule into force at the same moment."""

import pytest
from django.core.management import call_command

from indicators.models import IndicatorScheme
from projects.actions.rules import put_rules_in_force
from projects.models import RuleDraft, RuleSetting
from tests.projects.ruled import prepare
from tests.race import race
from units.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_is_told(administrator, make_user, bureau):
    call_command("loaddata", "schemes", verbosity=0)
    scheme = IndicatorScheme.objects.get(code="hebei_integrated")
    other = make_user("other", "system_administrator", bureau)
    steps = []
    for actor, severity in ((administrator, "error"), (other, "hint")):
        keys = [draft.pk for draft in prepare(scheme, actor, ("AM08", {"severity": severity}))]
        steps.append(
            lambda actor=actor, keys=keys: put_rules_in_force(scheme, 2026, actor=actor, drafts=keys)
        )

    outcomes = race(*steps)

    assert sorted(outcomes) == [False, True]
    assert RuleSetting.objects.get().severity == ("error" if outcomes[0] else "hint")
    assert RuleDraft.objects.get().author == (other if outcomes[0] else administrator)
    assert AuditEntry.objects.filter(action="change_rule").count() == 1

"""Everything on record has a word for it."""

import ast

from django.conf import settings

from reviews.transitions import TRANSITIONS
from units.action_labels import ACTION_LABELS

APPS = ("units", "indicators", "projects", "reviews", "perfgoals")
# Whose entries are written where the name of the action is not a word in the code.
ELSEWHERE = {"denial", "create", "change", *(verb.value for verb in TRANSITIONS)}


def recorded_actions():
    """Yield the second argument of every call of audit.record and its like."""
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("audit.record"):
                    yield from (a.value for a in node.args[1:2] if isinstance(a, ast.Constant))


def test_every_action_has_a_label_and_every_label_an_action():
    assert set(ACTION_LABELS) == {*recorded_actions(), *ELSEWHERE}


def test_verbs_are_called_as_on_their_buttons():
    labels = {verb.value: transition.label for verb, transition in TRANSITIONS.items()}

    assert {verb: ACTION_LABELS[verb] for verb in labels} == labels

"""Two clients who see each other late, against a model in plain lists: the table is what the model says, always."""

from itertools import count

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from projects.actions import EditRefused
from projects.actions.undoing import redo_step, undo_step
from projects.cell_texts import texts_of
from projects.cell_values import with_first_rows
from projects.mapping import goal_table_of
from projects.models import CellEdit
from tests.projects.editing import deleted, everything, inserted, moved, outcomes, retold, save, typed

HEAD = ("purpose", "budget.total")
PARTS = ("name", "value")
WORDS = st.sampled_from(["", "1.00", "2.00", "3.00"])


class Model:
    """What a table with these texts and rows becomes, by the rules as a person would tell them."""

    def __init__(self, table):
        self.version, self.deletions, self.writes, self.told = 0, set(), [], set()
        self.read(table)

    def read(self, table):
        self.texts = {cell: text for cell, text in texts_of(table, "元").items() if is_played_with(cell)}
        self.rows = [row.uid for row in with_first_rows(table).indicators]

    def take(self, who, seen, operations):
        """Return the outcomes of a request, and change as it does."""
        self.changed = []
        found = [self._one(who, seen, *operation) for operation in operations]
        if self.changed:
            self.version += 1
            self.writes += [(self.version, who, row) for row in self.changed]
        return found

    def _one(self, who, seen, name, kind, *words):
        if name in self.told:
            return "done"
        outcome = getattr(self, kind)(who, seen, *words)
        if outcome == "done":
            self.told.add(name)
        return outcome

    def set(self, who, seen, cell, before, text):
        row = cell.split(".")[1] if cell.startswith("indicators.") else ""
        if row and row not in self.rows:
            return self._gone(row)
        if self.texts[cell] not in (before, text):
            return "conflict"
        if self.texts[cell] != text:
            self.texts[cell] = text
            self.changed.append(row)
        return "done"

    def insert(self, who, seen, row, after):
        if self._is_empty() and after != "first":
            self._drop("first")
        if after in self.rows:
            place = self.rows.index(after) + 1
        elif after:
            new = [at for at, uid in enumerate(self.rows, 1) if uid.startswith("n") or uid == "first"]
            place = max(new, default=len(self.rows))
        else:
            place = 0
        self.rows.insert(place, row)
        self.texts |= {f"indicators.{row}.{part}": "" for part in PARTS}
        self.changed.append(row)
        return "done"

    def delete(self, who, seen, row):
        if row not in self.rows:
            return "done"
        others = [at for version, one, at in self.writes if version > seen and one != who]
        if row in others:
            return "conflict"
        if not (row == "first" and self._is_empty()):
            self._drop(row)
            self.changed.append(row)
            self.deletions.add(row)
        if not self.rows:
            self.rows = ["first"]
            self.texts |= {f"indicators.first.{part}": "" for part in PARTS}
        return "done"

    def move(self, who, seen, row, after):
        if row not in self.rows:
            return self._gone(row)
        if after and after not in self.rows:
            return "refused"
        if after != row:
            before = list(self.rows)
            self.rows.remove(row)
            self.rows.insert(self.rows.index(after) + 1 if after else 0, row)
            self.changed += [""] if self.rows != before else []
        return "done"

    def _gone(self, row):
        """The empty row of an empty table goes without a word when another takes its place."""
        return "conflict" if row in self.deletions else "refused"

    def _is_empty(self):
        return self.rows == ["first"] and not any(self.texts[f"indicators.first.{part}"] for part in PARTS)

    def _drop(self, row):
        self.rows.remove(row)
        for part in PARTS:
            del self.texts[f"indicators.{row}.{part}"]


class Client:
    """A window of one person: what it knows of the table, and what it has not sent yet."""

    def __init__(self, actor, model):
        self.actor, self.waiting, self.last = actor, [], None
        self.texts, self.rows, self.seen = dict(model.texts), list(model.rows), 0


def is_played_with(cell):
    return cell in HEAD or (cell.startswith("indicators.") and cell.endswith(PARTS))


class TwoClients(RuleBasedStateMachine):
    """`project`, `actors` and `start` are set by the test."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.model, self.numbers = Model(self.start), count(1)
        self.clients = [Client(actor, self.model) for actor in self.actors]

    def teardown(self):
        assert everything(with_first_rows(retold(self.project, self.start))) == everything(
            with_first_rows(goal_table_of(self.project))
        )
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @rule(who=st.integers(0, 1), place=st.integers(0, 99), text=WORDS)
    def types(self, who, place, text):
        client = self.clients[who]
        cell = list(client.texts)[place % len(client.texts)]
        self._waits(client, "set", cell, client.texts[cell], text)
        client.texts[cell] = text

    @rule(who=st.integers(0, 1), place=st.integers(0, 9))
    def inserts(self, who, place):
        client = self.clients[who]
        row = f"n{next(self.numbers)}"
        place %= len(client.rows) + 1
        self._waits(client, "insert", row, client.rows[place - 1] if place else "")
        client.rows.insert(place, row)
        client.texts |= {f"indicators.{row}.{part}": "" for part in PARTS}

    @rule(who=st.integers(0, 1), place=st.integers(0, 9))
    def deletes(self, who, place):
        client = self.clients[who]
        row = client.rows[place % len(client.rows)]
        self._waits(client, "delete", row)
        # The window goes on showing it until it is answered: what is typed there meanwhile must not vanish silently.

    @rule(who=st.integers(0, 1), place=st.integers(0, 9), below=st.integers(0, 9))
    def moves(self, who, place, below):
        client = self.clients[who]
        row, below = client.rows[place % len(client.rows)], below % (len(client.rows) + 1)
        self._waits(client, "move", row, client.rows[below - 1] if below else "")

    def _waits(self, client, kind, *words):
        name = f"{self.clients.index(client)}-{next(self.numbers)}"
        client.waiting.append((name, kind, *words))

    @rule(who=st.integers(0, 1), size=st.integers(1, 5))
    def sends(self, who, size):
        client = self.clients[who]
        batch, client.waiting = client.waiting[:size], client.waiting[size:]
        self._send(client, batch)
        client.last = batch

    @precondition(lambda self: any(client.last for client in self.clients))
    @rule(who=st.integers(0, 1))
    def sends_again_what_was_not_answered(self, who):
        client = self.clients[who]
        self._send(client, [one for one in client.last or () if one[0] in self.model.told])

    def _send(self, client, batch):
        expected = self.model.take(client.actor, client.seen, batch)
        operations = [OPERATIONS[kind](name, *words) for name, kind, *words in batch]
        saved = save(self.project, client.actor, *operations, seen=client.seen)
        assert outcomes(saved) == expected
        if saved.is_news and not client.waiting:
            client.texts, client.rows = dict(self.model.texts), list(self.model.rows)
            client.seen = saved.project.lock_version

    @rule(who=st.integers(0, 1), walk=st.sampled_from([undo_step, redo_step]))
    def takes_back_or_does_again(self, who, walk):
        """What a step back leads to is tested elsewhere; here it gets in the way of both."""
        actor = self.clients[who].actor
        try:
            walk(self.project.pk, actor=actor, seen=0)
        except EditRefused:
            return
        self.model.version += 1
        self.model.read(goal_table_of(self.project))
        edits = CellEdit.objects.filter(project=self.project, lock_version=self.model.version)
        rows = [
            edit.address.split(".")[1] for edit in edits if edit.address not in HEAD and edit.kind != "move"
        ]
        self.model.writes += [(self.model.version, actor, row) for row in rows]

    @invariant()
    def the_table_is_what_the_model_says(self):
        now = Model(goal_table_of(self.project))
        assert (now.texts, now.rows) == (self.model.texts, self.model.rows)
        self.project.refresh_from_db()
        assert self.project.lock_version == self.model.version


def _row(row):
    return f"indicators.{row}"


OPERATIONS = {
    "set": lambda name, cell, before, text: typed(cell, before, text, name=name),
    "insert": lambda name, row, after: inserted(_row(row), after, name=name),
    "delete": lambda name, row: deleted(_row(row), name=name),
    "move": lambda name, row, after: moved(_row(row), after, name=name),
}


@pytest.mark.parametrize("money_unit", ["元"])
def test_two_clients_and_the_model_agree(author, colleague, project, unit, money_unit):
    unit.money_unit = money_unit
    unit.save()
    TwoClients.project, TwoClients.actors = project, (author, colleague)
    TwoClients.start = goal_table_of(project)

    run_state_machine_as_test(
        TwoClients, settings=settings(max_examples=10, stateful_step_count=30, deadline=None)
    )

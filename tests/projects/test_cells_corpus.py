"""Tables of published filings in the editor: every cell set to what it says, and nothing at all has changed."""

import json

import pytest
from django.conf import settings

from documents.canonical import booklet_from_json
from projects.actions import create_project
from projects.cell_texts import texts_of
from projects.mapping import goal_table_of
from projects.models import CellEdit, Project
from projects.paper import grid_of, layout_for
from tests.projects.editing import everything, outcomes, save, typed

TRUTH = settings.BASE_DIR / "tests" / "documents" / "files" / "truth"


@pytest.mark.parametrize(
    ("name", "layout"), [("000", "hebei_integrated"), ("001", "hebei_integrated"), ("004", "tangshan_gaoxin")]
)
def test_no_cell_changes_by_being_typed_again(author, unit, fiscal_year, name, layout):
    unit.layout = layout
    unit.save()
    booklet = booklet_from_json(json.loads((TRUTH / f"{name}.json").read_text(encoding="utf-8")))

    for table in booklet.tables:
        project = create_project(unit, fiscal_year, table, actor=None)
        before = goal_table_of(project)
        texts = texts_of(before, layout_for(unit).money_unit)

        saved = save(project, author, *(typed(cell, text, text) for cell, text in texts.items()))

        after = goal_table_of(project)
        assert set(outcomes(saved)) == {"done"}
        assert everything(after) == everything(before)
        assert grid_of(after, unit, layout_for(unit)) == grid_of(before, unit, layout_for(unit))
    assert len(booklet.tables) == Project.objects.count() > 0
    assert not CellEdit.objects.exists()
    assert set(Project.objects.values_list("lock_version", flat=True)) == {0}


@pytest.mark.parametrize("name", ["000", "001", "004"])
def test_every_cell_emptied_and_filled_again_says_what_it_said(author, unit, fiscal_year, name):
    booklet = booklet_from_json(json.loads((TRUTH / f"{name}.json").read_text(encoding="utf-8")))
    project = create_project(unit, fiscal_year, booklet.tables[0], actor=None)
    before = goal_table_of(project)
    texts = {cell: text for cell, text in texts_of(before, "万元").items() if cell != "project.name"}

    save(project, author, *(typed(cell, text, "") for cell, text in texts.items()))
    assert goal_table_of(project) != before
    save(project, author, *(typed(cell, "", text) for cell, text in texts.items()))

    assert everything(goal_table_of(project)) == everything(before)

"""The verbs that write tables and imports: one verb, one function, one transaction."""

from projects.actions.attachments import add_attachment, remove_attachment, restore_attachment
from projects.actions.citations import (
    create_citation,
    reinstate_citation,
    retire_citation,
    update_citation,
)
from projects.actions.copying import carry_over, decide_carried_row
from projects.actions.drafts import delete_draft, restore_draft
from projects.actions.excuses import excuse_finding, withdraw_excuse
from projects.actions.import_undo import undo_import
from projects.actions.import_units import create_missing_units
from projects.actions.imports import (
    ImportRefused,
    accept_import,
    discard_import,
    keep_reading,
    preview_import,
)
from projects.actions.tables import EditConflict, EditRefused, create_project, save_table

__all__ = [
    "EditConflict",
    "EditRefused",
    "ImportRefused",
    "accept_import",
    "add_attachment",
    "carry_over",
    "create_citation",
    "create_missing_units",
    "create_project",
    "decide_carried_row",
    "delete_draft",
    "discard_import",
    "excuse_finding",
    "keep_reading",
    "preview_import",
    "reinstate_citation",
    "remove_attachment",
    "restore_attachment",
    "restore_draft",
    "retire_citation",
    "save_table",
    "undo_import",
    "update_citation",
    "withdraw_excuse",
]

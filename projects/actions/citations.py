"""Citations of a unit: adding, changing, retiring, taking back into use."""

from django.core.exceptions import ValidationError
from django.db import transaction

from projects.actions.tables import EditRefused
from projects.models import Citation
from projects.permissions import can_create_in
from units import audit
from units.models import BudgetUnit


@transaction.atomic
def create_citation(unit, *, actor, title, document_number="", issued_on=None) -> Citation:
    """Add a citation to the unit and return it, with an AuditEntry; raises EditRefused."""
    _refuse_others(actor, unit)
    citation = Citation(unit=unit, created_by=actor)
    _store(citation, title, document_number, issued_on)
    audit.record(actor, "create_citation", citation, unit=unit, after=_kept(citation))
    return citation


@transaction.atomic
def update_citation(citation_id: int, *, actor, title, document_number="", issued_on=None) -> Citation:
    """Let a citation say something else; tables that name it stay as they are. Raises EditRefused."""
    citation = _held(citation_id, actor)
    before = _kept(citation)
    _store(citation, title, document_number, issued_on)
    if _kept(citation) != before:
        after = _kept(citation)
        audit.record(actor, "update_citation", citation, unit=citation.unit, before=before, after=after)
    return citation


@transaction.atomic
def retire_citation(citation_id: int, *, actor) -> Citation:
    """Offer a citation no longer; nothing is deleted. Raises EditRefused."""
    citation = _held(citation_id, actor)
    if _turn(citation, is_retired=True):
        audit.record(actor, "retire_citation", citation, unit=citation.unit)
    return citation


@transaction.atomic
def reinstate_citation(citation_id: int, *, actor) -> Citation:
    """Offer a retired citation again. Raises EditRefused."""
    citation = _held(citation_id, actor)
    if _turn(citation, is_retired=False):
        audit.record(actor, "reinstate_citation", citation, unit=citation.unit)
    return citation


def _turn(citation, *, is_retired):
    has_turned = citation.is_retired != is_retired
    citation.is_retired = is_retired
    citation.save(update_fields=["is_retired"])
    return has_turned


def _held(citation_id, actor):
    rows = Citation.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    citation = rows.get(pk=citation_id)
    _refuse_others(actor, citation.unit)
    return citation


def _store(citation, title, document_number, issued_on):
    # Whoever adds to the unit waits here: what is found unique below is so still when it is saved.
    BudgetUnit.objects.select_for_update(no_key=True).get(pk=citation.unit_id)
    citation.title, citation.document_number, citation.issued_on = title, document_number, issued_on
    try:
        citation.full_clean(exclude=["created_by"])
    except ValidationError as error:
        raise EditRefused("".join(error.messages)) from error
    citation.save()


def _refuse_others(actor, unit):
    if actor is not None and not can_create_in(actor, unit):
        raise EditRefused(f"您不是“{unit.name}”的填报人，不能改动它的引用文件。")


def _kept(citation):
    return {
        "title": citation.title,
        "document_number": citation.document_number,
        "issued_on": citation.issued_on and citation.issued_on.isoformat(),
    }

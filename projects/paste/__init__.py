"""A block pasted from a spreadsheet or a document: what would become of each of its cells, as one step."""

from projects.paste.block import PasteRefused, read_block
from projects.paste.plan import PastePlan, plan_paste

__all__ = ["PastePlan", "PasteRefused", "plan_paste", "read_block"]

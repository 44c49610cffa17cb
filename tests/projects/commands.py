"""Runs a command as an operator does."""

import io

from django.core.management import call_command

from documents.goal_table import Booklet
from units.console import CommandRefused

HEAD = Booklet(2026, "304001", "区商务局本级")


def run(command, *arguments, **options):
    """Return what a command prints, and the sentence it refuses with, "" when it does not."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandRefused as refused:
        return out.getvalue(), str(refused)
    return out.getvalue(), ""

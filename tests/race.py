"""Several people act at the same moment, each on a database connection of their own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import ValidationError
from django.db import connection

from projects.actions import EditRefused, ImportRefused
from projects.actions.rules import RulesRefused
from reviews.actions import ReviewRefused

REFUSALS = (EditRefused, ImportRefused, ReviewRefused, RulesRefused, ValidationError)


def race(*steps):
    """Run the steps at once; return whether each succeeded. Whatever is no refusal is raised."""
    start = threading.Barrier(len(steps))

    def run(step):
        start.wait()
        try:
            step()
        except REFUSALS:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))

"""Several people act at the same moment, each on a database connection of their own."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from projects.actions import EditRefused, ImportRefused
from projects.actions.rules import RulesRefused
from projects.models import Project
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


@contextmanager
def taking_the_code_first(other, code):
    """Let another project take a code between the moment when it was looked for and that when it is written."""
    taken = []

    def take_it_first(execute, sql, *query):
        if sql.startswith('UPDATE "projects_project" SET "code"') and not taken:
            taken.append(True)
            # As another connection would: what is rolled back here stays there.
            raise IntegrityError
        if taken == [True] and sql.startswith("SELECT"):
            taken.append(False)
            Project.objects.filter(pk=other.pk).update(code=code)
        return execute(sql, *query)

    with connection.execute_wrapper(take_it_first):
        yield
    assert taken == [True, False]

"""What tests of imports bring in, and what they find in the database."""

import json

from documents.canonical import booklet_to_json
from documents.goal_table import Booklet, PartOne
from projects.mapping import goal_table_of
from projects.models import FiscalYear, Project

PART1 = PartOne("总体目标", "（一）招商\n绩效目标：引进企业。\n（二）维护", "保障措施")


def file_of(*tables, **head):
    booklet = Booklet(**{"fiscal_year": 2026} | head, tables=tables)
    return json.dumps(booklet_to_json(booklet), ensure_ascii=False).encode()


def names():
    return list(Project.objects.in_print_order().values_list("name", flat=True))


def what_is_there():
    projects = Project.objects.order_by("pk")
    return [(goal_table_of(project), project.order, project.status) for project in projects]


def leave(author):
    author.memberships.update(until="2021-01-01")
    del author._memberships_in_force


def move(author, unit):
    author.memberships.update(unit=unit)
    del author._memberships_in_force


def years():
    return list(FiscalYear.objects.order_by("year").values_list("year", flat=True))

"""The demo: units, people and real filings and clean tables on their way, as fixtures/demo/demo.toml tells."""

import tomllib
from datetime import date
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from projects.actions import accept_import, excuse_finding, preview_import
from projects.findings import findings_of
from projects.models import FiscalYear
from reviews.actions import perform
from reviews.transitions import Verb
from units.actions import create_unit, grant_role
from units.enums import Role
from units.models import BudgetUnit, FiscalRegion

FOLDER = Path(__file__).parents[1] / "fixtures" / "demo"
ROADS = {
    "submitted": (Verb.SUBMIT,),
    "approved": (Verb.SUBMIT, Verb.APPROVE),
    "returned": (Verb.SUBMIT, Verb.RETURN_TO_AUTHOR),
}


def read_plan() -> dict:
    """Return what the demo consists of: password, years, region, units, people, filings."""
    return tomllib.loads((FOLDER / "demo.toml").read_text(encoding="utf-8"))


def demo_accounts() -> list[tuple[str, str]]:
    """Return user name and description of the demo's people that there are in the database."""
    people = {person["username"]: person["name"] for person in read_plan()["people"]}
    there = get_user_model().objects.filter(username__in=people, is_active=True)
    usernames = set(there.values_list("username", flat=True))
    return [(username, name) for username, name in people.items() if username in usernames]


def is_database_empty() -> bool:
    return not BudgetUnit.objects.exists() and not get_user_model().objects.exists()


@transaction.atomic
def create_demo():
    """Make units, people and years, bring the filings in and take their tables along; all or nothing.

    For an empty database that has the reference fixtures.
    """
    plan = read_plan()
    years = {year: FiscalYear.objects.get_or_create(year=year)[0] for year in plan["years"]}
    region = FiscalRegion.objects.get_or_create(code=plan["region"]["code"], defaults=plan["region"])[0]
    units = _create_units(plan["units"], region)
    people = _create_people(plan["people"], units, make_password(plan["password"]))
    for filing in plan["filings"]:
        _bring_in(filing, units[filing["unit"]], years[filing["year"]], people)


def _create_units(rows, region):
    units = {}
    for row in rows:
        fields = dict(row)
        name, parent = fields.pop("name"), units.get(fields.pop("parent", None))
        units[name] = create_unit(region, parent, name, actor=None, **fields)
    return units


def _create_people(rows, units, password_hash):
    """One hash for all: each would cost a good part of a second, and the password is no secret."""
    people = {}
    for row in rows:
        people[row["username"]] = person = get_user_model().objects.create(
            username=row["username"],
            first_name=row["name"],
            password=password_hash,
        )
        grant_role(person, units[row["unit"]], Role(row["role"]), actor=None, since=date(2021, 1, 1))
    return people


def _bring_in(filing, unit, year, people):
    author, reviewer = people[filing["author"]], people[filing["reviewer"]]
    batch = preview_import(FOLDER / filing["file"], filing["file"], unit=unit, fiscal_year=year, actor=author)
    accept_import(batch.pk, actor=author)
    projects = {table.number: table.project for table in batch.tables.select_related("project")}
    for status, verbs in ROADS.items():
        for number in filing.get(status, ()):
            _excuse(projects[number], filing.get("excuses", {}), author)
            _take_along(projects[number], verbs, (author, reviewer), filing.get("reason", ""))


def _excuse(project, reasons, author):
    for remark in findings_of(project).open:
        excuse_finding(project.pk, *remark.key, reason=reasons[remark.finding.rule], actor=author)


def _take_along(project, verbs, actors, reason):
    for verb, actor in zip(verbs, actors, strict=False):
        wording = reason if verb is Verb.RETURN_TO_AUTHOR else ""
        project = perform(project.pk, verb, actor, lock_version=project.lock_version, reason=wording)

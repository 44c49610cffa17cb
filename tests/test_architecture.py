"""The house stands as drawn: imports and foreign keys point left, one writer of status, no address without a rule."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

# What each package may know besides itself.
KNOWS = {
    "documents": set(),
    "units": set(),
    "indicators": {"documents", "units"},
    "projects": {"documents", "units", "indicators"},
    "reviews": {"documents", "units", "indicators", "projects"},
    "perfgoals": {"documents", "units", "indicators", "projects", "reviews"},
}
STATUS_WRITER = "reviews/actions.py"
MATRIX = Path(__file__).parent / "rights_matrix.toml"

# Open to people who have not logged in, with the reason.
OPEN_TO_ALL = {
    "login": "where one logs in",
    "admin_login": "leads to where one logs in",
    "healthz": "asked by the machine that watches this one",
    "readyz": "asked by the machine that watches this one",
}


def modules():
    for package in KNOWS:
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            if "migrations" not in path.parts:
                name = path.relative_to(settings.BASE_DIR).as_posix()
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported_packages(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def test_imports_run_one_way():
    wrong = [
        (name, package)
        for name, tree in modules()
        for package in imported_packages(tree)
        if package in KNOWS and package not in {*KNOWS[name.partition("/")[0]], name.partition("/")[0]}
    ]

    assert wrong == []


def test_paper_knows_no_framework():
    wrong = [
        name
        for name, tree in modules()
        if name.startswith("documents/") and "django" in imported_packages(tree)
    ]

    assert wrong == []


def test_foreign_keys_point_left():
    own = [model for model in apps.get_models() if model._meta.app_label in KNOWS]
    wrong = [
        f"{field.model._meta.label}.{field.name}"
        for model in own
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model._meta.app_label in KNOWS
        and field.related_model._meta.app_label not in {*KNOWS[model._meta.app_label], model._meta.app_label}
    ]

    assert len(own) > 10
    assert wrong == []


def sets_status(node):
    """Tell x.status = …, update(status=…), bulk_update(…, ["status"]) and setattr(x, "status", …)."""
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func).rpartition(".")[2]
    if called == "update":
        return any(word.arg == "status" for word in node.keywords)
    return called in {"bulk_update", "setattr"} and "'status'" in ast.unparse(node)


def status_writes(tree):
    return [node.lineno for node in ast.walk(tree) if sets_status(node)]


def test_one_module_writes_status():
    writers = {name for name, tree in modules() if status_writes(tree)}

    assert writers == {STATUS_WRITER}


@pytest.mark.parametrize(
    "code",
    [
        "project.status = 'approved'",
        "project.status: str = 'approved'",
        "projects.update(status='approved', lock_version=2)",
        "Project.objects.bulk_update(rows, ['status'])",
        "setattr(project, 'status', 'approved')",
    ],
)
def test_a_second_writer_of_status_would_be_found(code):
    assert status_writes(ast.parse(code)) == [1]


@pytest.mark.parametrize("code", ["label = project.status", "projects.filter(status='draft')", "status = 1"])
def test_readers_of_status_are_no_writers(code):
    assert status_writes(ast.parse(code)) == []


def url_patterns(patterns, namespaces=()):
    """Yield (name with namespaces, pattern) of every address outside the administration."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or str(pattern.pattern)]), pattern
        elif isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            inner = [pattern.namespace] if pattern.namespace else []
            yield from url_patterns(pattern.url_patterns, (*namespaces, *inner))


def all_url_patterns():
    return dict(url_patterns(get_resolver().url_patterns))


def test_log_in_is_asked_everywhere_but_where_a_reason_stands():
    is_open = {
        name
        for name, pattern in all_url_patterns().items()
        if not getattr(pattern.callback, "login_required", True)
    }

    assert is_open == set(OPEN_TO_ALL)


def test_every_address_has_a_row_in_the_rights_matrix():
    rows = set(tomllib.loads(MATRIX.read_text(encoding="utf-8")))

    assert set(all_url_patterns()) - set(OPEN_TO_ALL) - rows == set()


def test_the_rights_matrix_has_no_row_without_an_address():
    rows = set(tomllib.loads(MATRIX.read_text(encoding="utf-8")))

    assert rows - set(all_url_patterns()) == set()


def test_the_top_of_the_house_holds_what_the_drawing_shows():
    rooms = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")}

    assert rooms == {*KNOWS, "tests", "benchmarks"}

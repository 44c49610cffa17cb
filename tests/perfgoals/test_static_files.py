"""Static files as they are served: every module is asked for under the name of its content."""

import re

import pytest
from django.contrib.staticfiles.finders import get_finders

from perfgoals.static_files import StaticFilesStorage

IMPORT = re.compile(r'(?:from|import)\s*\(?"(\.{1,2}/[^"]+)"')


@pytest.fixture
def collected(tmp_path):
    storage = StaticFilesStorage(location=tmp_path)
    found = {
        name: (source, name)
        for finder in get_finders()
        for name, source in finder.list([])
        if name.startswith("js/")
    }
    for name, (source, _) in found.items():
        with source.open(name) as file:
            storage.save(name, file)
    assert [outcome for *_, outcome in storage.post_process(found) if isinstance(outcome, Exception)] == []
    return tmp_path


def test_modules_import_each_other_by_hashed_names(collected):
    hashed = [path for path in collected.rglob("*.js") if re.search(r"\.[0-9a-f]{12}\.js$", path.name)]
    imports = {name for path in hashed for name in IMPORT.findall(path.read_text(encoding="utf-8"))}

    assert len(imports) > 10
    assert [name for name in imports if not re.search(r"\.[0-9a-f]{12}\.js$", name)] == []

"""Every published filing at hand, through the command, gives its truth exactly."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

OWN = settings.BASE_DIR / "tests" / "documents" / "files"
SHARED = settings.BASE_DIR.parent / "shared" / "corpus"
KINDS = {".docx", ".doc", ".xlsx"}


def filings():
    folders = [OWN, SHARED] if SHARED.is_dir() else [OWN]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in KINDS)


def truth_of(path: Path):
    return json.loads((OWN / "truth" / f"{path.stem[:3]}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", filings(), ids=lambda path: "-".join(path.parts[-3:]))
def test_filing_gives_its_truth(path):
    out = io.StringIO()

    call_command("import_tables", path, "--dry-run", "--format", "json", stdout=out, stderr=io.StringIO())

    (booklet,) = json.loads(out.getvalue())
    assert [problem for problem in booklet.pop("problems") if not problem["is_doubt"]] == []
    assert booklet == truth_of(path)

"""Any file as a booklet: told by content, canonical JSON too."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from documents.canonical import booklet_to_json
from documents.errors import UnreadableDocument
from documents.goal_table import Booklet, GoalTable
from documents.readers.limits import Limits
from documents.reading import Reading, read_booklet

FILES = Path(__file__).parent / "files"
BOOKLET = Booklet(2024, "304001", "某某县水利局", None, (GoalTable(project_name="设备购置"),))
CANONICAL = json.dumps(booklet_to_json(BOOKLET), ensure_ascii=False).encode()


@pytest.mark.parametrize("content", [CANONICAL, b"\xef\xbb\xbf" + CANONICAL, b" \n[" + CANONICAL + b"]"])
def test_read_booklet_takes_canonical_json(content):
    assert read_booklet(content) == Reading(BOOKLET)


def test_read_booklet_takes_paths_and_open_files(tmp_path):
    path = tmp_path / "table.json"
    path.write_bytes(CANONICAL)

    with path.open("rb") as stream:
        assert [read_booklet(path), read_booklet(stream), read_booklet(BytesIO(CANONICAL))] == [
            Reading(BOOKLET)
        ] * 3


@pytest.mark.parametrize(
    ("printed", "given", "year"), [(2024, 2023, 2024), (None, 2023, 2023), (None, None, None)]
)
def test_read_booklet_takes_the_given_year_where_json_has_none(printed, given, year):
    content = json.dumps(booklet_to_json(BOOKLET) | {"fiscal_year": printed}).encode()

    assert read_booklet(content, year=given).booklet.fiscal_year == year


@pytest.mark.parametrize("content", [b"{", b"[1, 2]", b'{"tables": 3}', b"[" * 100_000])
def test_read_booklet_refuses_json_that_is_no_booklet(content):
    with pytest.raises(UnreadableDocument, match=r"[一-龥]"):
        read_booklet(content)


def test_read_booklet_hands_rich_text_to_the_readers(monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(UnreadableDocument, match="RTF"):
        read_booklet(b"{\\rtf1\\ansi}")


def test_read_booklet_refuses_json_above_the_limit():
    with pytest.raises(UnreadableDocument) as refusal:
        read_booklet(CANONICAL, limits=Limits(file_bytes=10))

    assert str(refusal.value) == "这个数据文件太大，无法读取，请分成几个文件后再试。"


def test_read_booklet_reads_paper_by_its_content():
    path = FILES / "docx" / "000.docx"

    by_path, by_bytes = read_booklet(path, "000.doc"), read_booklet(path.read_bytes())

    assert by_path == by_bytes
    assert [table.project_name for table in by_path.booklet.tables] == ["机关运转经费", "招商引资专项业务费"]

"""Files made to eat time or memory cost little of both, each in a process of its own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents.paper import (
    SENTENCE,
    cell,
    docx,
    paragraph,
    row,
    run,
    sheet,
    table,
    xlsx,
)

# ---- bombs: two seconds and 300 MB, in a process of their own


def large_text() -> bytes:
    return docx(paragraph("x" * 50_000_000))


def many_paragraphs() -> bytes:
    return docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 1_500_000)


def one_table() -> bytes:
    return docx(table(row("x") * 600_000))


def many_tables() -> bytes:
    return docx("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>" * 1_400_000)


def open_table() -> bytes:
    return docx("<w:tbl>" + row("x") * 600_000)


def many_styles() -> bytes:
    return docx("", styles='<w:style w:styleId="a"><w:name w:val="b"/></w:style>' * 900_000)


def shared_strings() -> bytes:
    return xlsx({"表": sheet([["甲"]])}, strings=["<t>x</t>"] * 2_500_000)


def empty_rows() -> bytes:
    return xlsx({"表": f"<sheetData>{'<row/>' * 8_000_000}</sheetData>"})


def empty_cells() -> bytes:
    return xlsx({"表": f"<sheetData><row>{'<c/>' * 12_000_000}</row></sheetData>"})


def full_merge() -> bytes:
    return xlsx({"表": sheet([["甲", "乙"]], ["A1:XFD1048576"])})


def wide_span() -> bytes:
    return docx(table(row(cell("x", '<w:gridSpan w:val="2147483647"/>'))))


def many_tags() -> bytes:
    return b"<html>" + b"<b>" * 2_000_000


def deep_tags() -> bytes:
    return b"<html>" + b"<table><tr><td>" * 300_000


def wide_html() -> bytes:
    return b"<html><table>" + b"<tr><td colspan=1000 rowspan=65000>x" * 100_000


def nested_tables() -> bytes:
    body = run("x") * 200_000
    for _ in range(60):
        body = table(row(cell(body if body.startswith("<w:tbl") else paragraph(body))))
    return docx(body)


def odd_table() -> bytes:
    odd = run("x", "<w:vanish/>") + "<w:del/><w:r><w:sym/></w:r>"
    return docx(table(row(cell(paragraph(odd) * 60_000))))


def many_merges() -> bytes:
    return xlsx({"表": sheet([["x", "y"]] * 2000, [f"A{at % 2000 + 1}:A90000" for at in range(90_000)])})


def many_runs_and_merges() -> bytes:
    return xlsx(
        {"表": sheet([["x", "y"], []] * 20_000, [f"A{at * 2 + 1}:B{at * 2 + 1}" for at in range(20_000)])}
    )


def many_numbers() -> bytes:
    return xlsx({"表": f"<sheetData>{'<row>' + '<c><v>0.25</v></c>' * 100 + '</row>'}</sheetData>" * 30_000})


BOMBS = [
    *(
        large_text,
        many_paragraphs,
        one_table,
        many_tables,
        open_table,
        many_styles,
        shared_strings,
        empty_rows,
    ),
    *(empty_cells, full_merge, wide_span, many_tags, deep_tags, wide_html, nested_tables),
    *(odd_table, many_merges, many_runs_and_merges, many_numbers),
]

CHILD = """
import resource, sys, time
from pathlib import Path
from documents.errors import UnreadableDocument
from documents.readers import read_blocks
content = Path(sys.argv[1]).read_bytes()
start = time.process_time()
try:
    count = sum(1 for _ in read_blocks(content))
except UnreadableDocument as error:
    print(error)
else:
    print(count)
print(time.process_time() - start)
peak = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(peak[0].split()[1]) // 1024)
"""


@pytest.mark.parametrize("make", BOMBS, ids=lambda make: make.__name__)
def test_bombs_cost_little(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(make())

    done = subprocess.run([sys.executable, "-c", CHILD, path], capture_output=True, text=True, check=True)

    answer, seconds, peak = done.stdout.splitlines()
    assert answer.isdecimal() or SENTENCE.fullmatch(answer), answer
    assert float(seconds) <= 20  # two at rest; this only tells a hang from a busy machine
    assert int(peak) <= 300

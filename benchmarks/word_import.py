"""1,000 goal tables from one .docx: CPU against lxml's parse of its document.xml, unpacking included."""

import zipfile
from io import BytesIO

from lxml import etree

from benchmarks.measure import cpu_medians, print_ratio
from benchmarks.synthetic import goal_tables
from documents.goal_table import Booklet
from documents.layout import load_layout
from documents.parse import iter_tables
from documents.readers import TRUSTED, read_blocks
from documents.writers.docx import write_docx

COUNT = 1000


def written(count: int) -> bytes:
    target = BytesIO()
    booklet = Booklet(2026, "304001", "青石镇综合服务中心本级")
    write_docx(booklet, load_layout("hebei_integrated"), target, goal_tables(count))
    return target.getvalue()


def parse_only(content: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(content)).read("word/document.xml"))


def read(content: bytes) -> int:
    return sum(1 for _ in read_blocks(content, limits=TRUSTED))


def read_tables(content: bytes) -> int:
    return sum(1 for _ in iter_tables(read_blocks(content, limits=TRUSTED)))


def main() -> None:
    content = written(COUNT)
    if (found := read_tables(content)) != COUNT:
        raise SystemExit(f"{found} tables read, {COUNT} written")
    cases = {"parse": parse_only, "blocks": read, "tables": read_tables}
    seconds = cpu_medians({name: lambda case=case: case(content) for name, case in cases.items()})
    print(f"{COUNT} tables, {len(content) // 1024} KB, {COUNT / seconds['tables']:.0f} tables/s")
    print_ratio("Word import to blocks, CPU to lxml's parse", seconds["blocks"] / seconds["parse"], "<= 1.25")
    print_ratio("Word import to tables, CPU to lxml's parse", seconds["tables"] / seconds["parse"], "<= 1.4")


if __name__ == "__main__":
    main()

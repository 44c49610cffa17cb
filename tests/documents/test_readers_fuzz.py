"""Damaged files, a new kind in every run: blocks or one Chinese sentence, never anything else."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import UnreadableDocument
from documents.readers import office, read_blocks
from tests.documents.paper import zipped

FILES = Path(__file__).parent / "files"
SOURCES = [
    *sorted((FILES / "docx").glob("000.docx")),
    *sorted((FILES / "xlsx").glob("001_numeric.xlsx")),
    *sorted((FILES / "xls").glob("*.xls")),
    *sorted((FILES / "html").glob("*.doc")),
]
WORDS = [
    *(
        b"<w:tbl>",
        b"</w:tbl>",
        b"<w:p>",
        b"<w:del>",
        b"&",
        b"<!",
        b"]]>",
        b'w:val="-1"',
        b'w:val="99999999999"',
        b"\0",
    ),
    *(
        b"<c r='ZZZ9999999'>",
        b"<v>NaN</v>",
        b"<v>1e999</v>",
        b"t='s'",
        b"<is>",
        b"\xff\xfe",
        b"<table>",
        b"</td>",
    ),
    *(
        b"rowspan=999999999",
        b"<mc:AlternateContent>",
        b"<w:txbxContent>",
        b"<w:fldChar/>",
        b"<w:vMerge/>",
        b"<w:sdt>",
    ),
]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Content with one to six places overwritten, cut out, doubled or filled with a word of its language."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(damaged) + 1)
        end = at + chance.choice([0, 1, 8, 200])
        change = chance.randrange(4)
        part = bytes(damaged[at:end])
        replacement = [chance.randbytes(chance.randint(1, 9)), b"", part * 2, chance.choice(WORDS)][change]
        damaged[at:end] = replacement
    return bytes(damaged)


def mutated_package(content: bytes, chance: random.Random) -> bytes:
    """A sound zip in which one part is damaged, so that the damage comes through to its reader."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    hit = chance.choice([name for name in parts if "theme" not in name])
    return zipped({**parts, hit: mutated(parts[hit], chance)})


def answer(content: bytes) -> str:
    """The sentence with which a file is refused, else the number of its blocks in one."""
    try:
        return f"{sum(1 for _ in read_blocks(content))}块。"
    except UnreadableDocument as error:
        return str(error)


@pytest.fixture(autouse=True)
def _no_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    """Damaged binary files must not start LibreOffice 300 times."""
    monkeypatch.setattr(office.shutil, "which", lambda name: None)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_damaged_files_give_blocks_or_a_sentence(path: Path) -> None:
    content = path.read_bytes()
    seed = random.randrange(2**32)

    for at in range(60):
        chance = random.Random(f"{seed} {at}")
        is_package = content.startswith(b"PK") and at % 4
        damaged = mutated_package(content, chance) if is_package else mutated(content, chance)

        assert answer(damaged).endswith("。"), f"seed {seed}, file {at}"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<html>", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MIME-Version: 1.0\n"]),
)
def test_any_bytes_give_blocks_or_a_sentence(content: bytes, start: bytes) -> None:
    assert answer(start + content).endswith("。")

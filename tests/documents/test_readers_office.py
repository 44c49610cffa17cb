"""Old and foreign office files: through LibreOffice where it is installed, else a sentence that says what to do."""

import stat
import subprocess
from pathlib import Path

import pytest

from documents.errors import UnreadableDocument
from documents.grid import Grid
from documents.readers import Limits, office, read_blocks
from tests.documents.paper import compound, outline, zipped

FILES = Path(__file__).parent / "files"
OLD_WORD = compound({"WordDocument": bytes(100)})
OPEN_TEXT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


def fake_program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OLD_WORD, "这是旧版 Word 文件（.doc），本机没有安装 LibreOffice，无法直接读取；请用 Word、Excel 或 WPS 打开后另存为 .docx 再导入。"),
        (OPEN_TEXT, "这是ODT 文件，本机没有安装 LibreOffice，无法直接读取；请用 Word、Excel 或 WPS 打开后另存为 .docx 再导入。"),
        (b"{\\rtf1}", "这是RTF 文件，本机没有安装 LibreOffice，无法直接读取；请用 Word、Excel 或 WPS 打开后另存为 .docx 再导入。"),
    ],
)  # fmt: skip
def test_without_libreoffice_the_way_out_is_told(
    content: bytes, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UnreadableDocument) as raised:
        read_blocks(content)

    assert str(raised.value) == sentence


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "sleep 60"])
def test_conversion_that_fails_or_lasts_too_long(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_program(tmp_path, monkeypatch, script)

    with pytest.raises(UnreadableDocument, match=r"^这是旧版 Word 文件（.doc），转换时出错"):
        read_blocks(OLD_WORD, limits=Limits(converter_seconds=1))


def test_converter_runs_in_a_home_and_profile_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_program(
        tmp_path,
        monkeypatch,
        f'echo "$HOME" "$@" > {tmp_path}/seen; ls "$HOME/profile/user" >> {tmp_path}/seen',
    )
    monkeypatch.setenv("SECRET_KEY", "x")

    with pytest.raises(UnreadableDocument):
        read_blocks(OLD_WORD)

    home, *arguments = (tmp_path / "seen").read_text(encoding="utf-8").split()
    assert arguments == [
        *("--headless", "--norestore", "--nodefault", "--nolockcheck", "--nologo"),
        *(f"-env:UserInstallation=file://{home}/profile", "--convert-to", "docx", "--outdir", f"{home}/made"),
        *(f"{home}/source.doc", "registrymodifications.xcu"),
    ]
    assert not Path(home).exists()


def converted(source: Path, ending: str, folder: Path) -> Path:
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"),
            *("--convert-to", ending, "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
    )
    return folder / f"{source.stem}.{ending}"


def grids(path: Path) -> list[list[str]]:
    return [[one.text for one in block.cells] for block in read_blocks(path) if isinstance(block, Grid)]


@pytest.mark.needs_libreoffice
@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_old_word_files_read_as_their_docx(ending: str, tmp_path: Path) -> None:
    source = FILES / "docx" / "000.docx"

    assert grids(converted(source, ending, tmp_path)) == grids(source)


@pytest.mark.needs_libreoffice
@pytest.mark.needs_libreoffice
def test_open_sheets_read_as_their_xlsx(tmp_path: Path) -> None:
    source = FILES / "xlsx" / "001_numeric.xlsx"

    assert outline(read_blocks(converted(source, "ods", tmp_path))) == outline(read_blocks(source))


def test_shell_only_sets_the_limit() -> None:
    command = office._command("soffice", Path("/x"), Path("/x/s.doc"), office.OLD_WORD)

    assert command[:5] == ["/bin/sh", "-c", 'ulimit -v 4000000; exec "$@"', "sh", "soffice"]

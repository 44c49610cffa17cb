"""Turns old or foreign office files into .docx or .xlsx with an installed LibreOffice."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.errors import UnreadableDocument
from documents.readers.limits import Limits

_MEMORY_KILOBYTES = 4_000_000
# Hostile files are its daily bread: no macros, no links followed, nothing of the user's own settings
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A way into a format that is read here: what the file is called, its ending, the ending to make of it."""

    label: str
    ending: str
    target: str


OLD_WORD = Conversion("旧版 Word 文件（.doc）", "doc", "docx")
RICH_TEXT = Conversion("RTF 文件", "rtf", "docx")
OPEN_TEXT = Conversion("ODT 文件", "odt", "docx")
OPEN_SHEET = Conversion("ODS 文件", "ods", "xlsx")
WORD_XML = Conversion("Word 2003 的 XML 文件", "xml", "docx")
EXCEL_XML = Conversion("Excel 2003 的 XML 文件", "xml", "xlsx")


def convert(content: bytes, conversion: Conversion, limits: Limits) -> bytes:
    """Return the file as .docx or .xlsx, made by LibreOffice in a process of its own with its own profile.

    Raises UnreadableDocument where LibreOffice is not installed, fails, or takes longer than the limits allow.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableDocument(
            f"这是{conversion.label}，本机没有安装 LibreOffice，无法直接读取；"
            f"请用 Word、Excel 或 WPS 打开后另存为 .{conversion.target} 再导入。"
        )
    with TemporaryDirectory(prefix="perfgoals-") as name:
        folder = Path(name)
        source = folder / f"source.{conversion.ending}"
        source.write_bytes(content)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
        _run(_command(program, folder, source, conversion), folder, limits.converter_seconds)
        made = folder / "made" / f"source.{conversion.target}"
        if not made.is_file():
            raise UnreadableDocument(_failed(conversion))
        return made.read_bytes()


def _failed(conversion: Conversion) -> str:
    return (
        f"这是{conversion.label}，转换时出错（文件可能已损坏）；"
        f"请用 Word、Excel 或 WPS 打开，确认内容完好后另存为 .{conversion.target} 再导入。"
    )


def _command(program: str, folder: Path, source: Path, conversion: Conversion) -> list[str]:
    """The shell sets the limit on memory, since a limit set from a threaded server could strike the server."""
    return [
        *("/bin/sh", "-c", f'ulimit -v {_MEMORY_KILOBYTES}; exec "$@"', "sh", program),
        *("--headless", "--norestore", "--nodefault", "--nolockcheck", "--nologo"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--convert-to", conversion.target, "--outdir", str(folder / "made"), str(source)),
    ]


def _run(command: list[str], folder: Path, seconds: int) -> None:
    """Run the converter to its end; when time is up, all its processes go (LibreOffice starts a second one)."""
    environment = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
    }
    with subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)

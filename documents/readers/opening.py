"""Finds the reader for a file, by its content."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

from documents.blocks import Blocks
from documents.errors import UnreadableDocument
from documents.readers import office
from documents.readers.charset import decode
from documents.readers.compound import CompoundFile
from documents.readers.docx import read_docx
from documents.readers.html import read_html
from documents.readers.intake import REFUSALS, sniff
from documents.readers.limits import MEGABYTE, Limits
from documents.readers.mhtml import read_mhtml
from documents.readers.package import Package
from documents.readers.xls import read_xls
from documents.readers.xlsx import read_xlsx

_MACROS = "文件里带有宏，不能导入；请用 Word 或 Excel 打开后另存为不带宏的 .docx 或 .xlsx 再导入。"
_ENCRYPTED = (
    "文件设有打开密码，无法读取；请用 Word 或 Excel 输入密码打开，在“文件—信息”中取消密码，保存后再导入。"
)
_BINARY_SHEET = "这是二进制的 Excel 工作簿（.xlsb）；请用 Excel 打开后另存为 .xlsx 再导入。"
_SLIDES = "这是演示文稿，不是绩效目标表；请导入 Word（.docx）或 Excel（.xlsx）文件。"
_PAGES = "这是 OFD 版式文件，不能从中读取表格；请导入制作它的 Word 或 Excel 文件。"
_JSON = "这是数据文件（JSON），里面没有表格；请导入 Word（.docx）或 Excel（.xlsx）文件。"
_LONG_PAGE = "网页格式的文件超过{limit}MB，无法读取；请用 Word 或 Excel 打开后另存为 .docx 或 .xlsx 再导入。"


def open_blocks(content: bytes, limits: Limits) -> Blocks:
    """Return the blocks of a file. Raises UnreadableDocument, at once where the fault shows from outside."""
    kind = sniff(content)
    if kind in REFUSALS:
        raise UnreadableDocument(REFUSALS[kind])
    return _OPENERS[kind](content, limits)


def _open_zip(content: bytes, limits: Limits) -> Blocks:
    package = Package(BytesIO(content), limits)
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        raise UnreadableDocument(_MACROS)
    main = package.main_part()
    if main.startswith("word/"):
        return read_docx(package)
    if main.startswith("xl/"):
        return _open_workbook(package, main)
    kind = package.head("mimetype")
    if kind in _OPEN_DOCUMENTS:
        return _open_converted(content, limits, _OPEN_DOCUMENTS[kind])
    raise UnreadableDocument(_other_package(package, main))


def _open_workbook(package: Package, main: str) -> Blocks:
    if main.endswith(".bin"):
        raise UnreadableDocument(_BINARY_SHEET)
    return read_xlsx(package)


def _other_package(package: Package, main: str) -> str:
    if main.startswith("ppt/"):
        return _SLIDES
    return _PAGES if "OFD.xml" in package.names else REFUSALS["archive"]


def _open_compound(content: bytes, limits: Limits) -> Blocks:
    """Open an OLE file; what is stored in it says what it is, as .doc and .xls look alike from outside."""
    file = CompoundFile(content)
    if "EncryptedPackage" in file.names:
        raise UnreadableDocument(_ENCRYPTED)
    if "WordDocument" in file.names:
        if is_encrypted(file.read("WordDocument")):
            raise UnreadableDocument(_ENCRYPTED)
        return _open_converted(content, limits, office.OLD_WORD)
    if file.names & {"Workbook", "Book"}:
        return read_xls(file, limits)
    raise UnreadableDocument(_SLIDES if "PowerPoint Document" in file.names else REFUSALS["unknown"])


def is_encrypted(stream: bytes) -> bool:
    """Tell whether a WordDocument stream is encrypted: a flag of its header, [MS-DOC] 2.5.1."""
    return bool(int.from_bytes(stream[10:12], "little") & 0x0100)


def _open_converted(content: bytes, limits: Limits, conversion: office.Conversion) -> Blocks:
    package = Package(BytesIO(office.convert(content, conversion, limits)), limits)
    return read_docx(package) if conversion.target == "docx" else read_xlsx(package)


def _open_html(content: bytes, limits: Limits) -> Blocks:
    if len(content) > limits.block_bytes:
        raise UnreadableDocument(_LONG_PAGE.format(limit=limits.block_bytes // MEGABYTE))
    return read_html(decode(content), limits)


def _refuse_json(content: bytes, limits: Limits) -> Blocks:
    raise UnreadableDocument(_JSON)


_OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.text": office.OPEN_TEXT,
    "application/vnd.oasis.opendocument.spreadsheet": office.OPEN_SHEET,
}
_OPENERS: dict[str, Callable[[bytes, Limits], Blocks]] = {
    "zip": _open_zip,
    "compound": _open_compound,
    "html": _open_html,
    "mhtml": read_mhtml,
    "json": _refuse_json,
    "rtf": partial(_open_converted, conversion=office.RICH_TEXT),
    "word_xml": partial(_open_converted, conversion=office.WORD_XML),
    "excel_xml": partial(_open_converted, conversion=office.EXCEL_XML),
}

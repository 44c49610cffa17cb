"""The parts of a Word package around the document: content types, relations, settings, footers, properties."""

from documents.layout import Layout
from documents.writers.docx_rows import dxa
from documents.writers.docx_styles import NAMESPACES, styles_xml
from documents.writers.package import core_properties

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "footer1": "footer",
    "footer2": "footer",
}
_DOCUMENT_RELATIONS = {"rId1": "styles", "rId2": "settings", "rId3": "footer1", "rId4": "footer2"}


def fixed_parts(layout: Layout, title: str, creator: str) -> dict[str, str]:
    """Return all parts but the document itself, by name, without XML declarations."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": core_properties(title, creator),
        "docProps/app.xml": _app_properties(),
        "word/_rels/document.xml.rels": _document_relations(),
        "word/styles.xml": styles_xml(layout),
        "word/settings.xml": _settings(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }


def section_properties(layout: Layout) -> str:
    """Return the page: A4 portrait, the margins of the layout, page numbers on the outer side."""
    page = layout.page
    top, bottom, left, right = (
        dxa(mm * 100) for mm in (page.top_mm, page.bottom_mm, page.left_mm, page.right_mm)
    )
    # GB/T 9704: the page number stands 7 mm below the type area; its line is about 5 mm high.
    footer = max(bottom - dxa(1200), dxa(1000))
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="851" w:footer="{footer}" w:gutter="0"/></w:sectPr>'
    )


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_CONTENT_TYPE}.{kind}+xml"/>'
        for part, kind in _PARTS.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _package_relations() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )


def _document_relations() -> str:
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{part.rstrip("12")}" Target="{part}.xml"/>'
        for name, part in _DOCUMENT_RELATIONS.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _app_properties() -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{namespace}"><Application>perfgoals</Application></Properties>'


def _settings() -> str:
    return (
        f"<w:settings {NAMESPACES}><w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _footer(side: str) -> str:
    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="280"/>'
        f'<w:jc w:val="{side}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )

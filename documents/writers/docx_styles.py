"""The styles of a Word document: every font, size and distance of a layout stands here once."""

from dataclasses import dataclass

from documents.layout import Layout
from documents.page_style import CellStyle, Font
from documents.writers.docx_rows import CELL_STYLE_PREFIX, dxa
from documents.writers.front_matter import BODY, HEADING, PART, PART_TITLE, TITLE, UNIT
from documents.writers.xml_text import xml_text

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# Ids of the styles of paragraphs around the tables, by kind of front matter.
STYLE_IDS = {
    TITLE: "CoverTitle",
    UNIT: "CoverUnit",
    PART: "PartNumber",
    PART_TITLE: "Heading1",
    HEADING: "PartHeading",
    BODY: "PartText",
}
LONE, CONTENTS_TITLE, TABLE_GAP = "LoneTable", "ContentsTitle", "TableGap"
_CENTRED = '<w:jc w:val="center"/>'
_TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_EXACT_28 = '<w:spacing w:line="580" w:lineRule="exact"/>'  # GB/T 9704: 22 lines in 225 mm
_KEEP = "<w:keepNext/><w:keepLines/>"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style: its id, the name Word shows, the font, and paragraph properties in the order of the schema."""

    id: str
    name: str
    font: Font
    properties: str = ""
    is_bold: bool = False

    def xml(self) -> str:
        bold = "<w:b/><w:bCs/>" if self.is_bold else ""
        size = round(self.font.size * 2)
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"><w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/>'
            f"<w:qFormat/><w:pPr>{self.properties}</w:pPr>"
            f'<w:rPr><w:rFonts w:eastAsia="{xml_text(self.font.name)}"/>{bold}'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )


def title_style(layout: Layout) -> str:
    """Return the id of the style of table titles, a heading that a contents field lists."""
    return f"Heading{max(layout.heading_level, 2)}"


def styles_xml(layout: Layout) -> str:
    """Return word/styles.xml of a layout."""
    cells = (_cell_style(layout, name, style) for name, style in layout.styles.items())
    styles = "".join(style.xml() for style in (*_front_styles(layout), *_contents_styles(layout), *cells))
    return f"<w:styles {NAMESPACES}>{_defaults(layout)}{styles}</w:styles>"


def _front_styles(layout: Layout) -> list[ParagraphStyle]:
    fonts = layout.fonts
    lone = Font(fonts.unit_line.name, fonts.table.size * 4 / 3)
    level = layout.heading_level
    return [
        ParagraphStyle(
            "CoverTitle", "Title", fonts.cover, f'<w:spacing w:before="4200" w:after="480"/>{_CENTRED}'
        ),
        ParagraphStyle("CoverUnit", "Subtitle", fonts.unit_line, f'<w:spacing w:before="240"/>{_CENTRED}'),
        ParagraphStyle(
            LONE, "单表标题", lone, f'<w:keepNext/><w:spacing w:line="400" w:lineRule="exact"/>{_CENTRED}'
        ),
        ParagraphStyle(
            "PartNumber",
            "部分",
            fonts.cover,
            f'{_KEEP}<w:pageBreakBefore/><w:spacing w:after="120"/>{_CENTRED}',
        ),
        ParagraphStyle(
            "Heading1", "heading 1", fonts.cover, f'{_KEEP}<w:spacing w:after="480"/>{_CENTRED}{_outline(1)}'
        ),
        ParagraphStyle(
            "PartHeading", "部分标题", fonts.heading, f"{_KEEP}{_EXACT_28}{_TWO_CHARACTERS}{_outline(2)}"
        ),
        ParagraphStyle(
            "PartText", "部分正文", fonts.body, f'{_EXACT_28}{_TWO_CHARACTERS}<w:jc w:val="both"/>'
        ),
        ParagraphStyle(
            title_style(layout),
            f"heading {level}",
            fonts.title,
            f'{_KEEP}<w:spacing w:before="120" w:after="200"/>{_CENTRED}{_outline(level)}',
        ),
        ParagraphStyle(TABLE_GAP, "表间", fonts.table, '<w:spacing w:line="200" w:lineRule="exact"/>'),
        ParagraphStyle("Footer", "footer", fonts.page_number),
    ]


def _contents_styles(layout: Layout) -> list[ParagraphStyle]:
    font = Font(layout.fonts.body.name, 14)
    title = ParagraphStyle(
        CONTENTS_TITLE,
        "目录标题",
        layout.fonts.cover,
        f'<w:pageBreakBefore/><w:spacing w:after="240"/>{_CENTRED}',
    )
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{dxa(layout.edges[-1])}"/></w:tabs>'
    spacing = '<w:spacing w:line="480" w:lineRule="exact"/>'
    levels = (
        ParagraphStyle(
            f"TOC{level}", f"toc {level}", font, f'{tab}{spacing}<w:ind w:left="{(level - 1) * 420}"/>'
        )
        for level in range(1, layout.heading_level + 1)
    )
    return [title, *levels]


def _cell_style(layout: Layout, name: str, style: CellStyle) -> ParagraphStyle:
    font = layout.fonts.table
    line = round(font.size * 20 * 10 / 7)
    # ≥ and 90% belong together: no space between Chinese and Latin letters in a cell
    properties = f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:line="{line}" w:lineRule="exact"/><w:jc w:val="{style.align}"/>'
    return ParagraphStyle(f"{CELL_STYLE_PREFIX}{name}", f"表格 {name}", font, properties, style.bold)


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level - 1}"/>'


def _defaults(layout: Layout) -> str:
    latin = xml_text(layout.fonts.latin)
    east_asian = xml_text(layout.fonts.table.name)
    fonts = f'<w:rFonts w:ascii="{latin}" w:eastAsia="{east_asian}" w:hAnsi="{latin}" w:cs="{latin}"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="21"/><w:szCs w:val="21"/>{language}</w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )

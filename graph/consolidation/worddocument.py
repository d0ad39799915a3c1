"""A worksheet as a Word document (Office Open XML, ECMA-376): headings and tables, no more."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from graph.consolidation.worksheet import COLUMNS, Group

__all__ = ["docx_worksheet"]

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
_LINKS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_WIDTHS = (1300, 1500, 1200, 6400, 2200, 1800)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" '
    'w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAME_DATE = (1980, 1, 1, 0, 0, 0)


def docx_worksheet(groups: Sequence[Group]) -> bytes:
    """Write the worksheet as DOCX, A4 landscape; the same worksheet gives the same bytes."""
    body = [_paragraph("Consolidation worksheet", size=32, bold=True)]
    for group in groups:
        body.append(_paragraph(group.theme, size=26, bold=True))
        rows = [_row(COLUMNS, bold=True), *(_row(line.cells) for line in group.lines)]
        body.append(_table(rows))
    document = (
        f'{_HEAD}<w:document xmlns:w="{_MAIN}"><w:body>{"".join(body)}{_PAGE}</w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _LINKS,
        "word/document.xml": document,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _SAME_DATE), text.encode())
    return stream.getvalue()


def _paragraph(text: str, *, size: int = 18, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    plain = escape(_NOT_XML.sub("\ufffd", text))
    return (
        f'<w:p><w:r><w:rPr>{weight}<w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{plain}</w:t></w:r></w:p>'
    )


def _row(cells: Sequence[str], *, bold: bool = False) -> str:
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(text, bold=bold)}</w:tc>"
        for text, width in zip(cells, _WIDTHS, strict=True)
    )
    repeated = "<w:trPr><w:tblHeader/></w:trPr>" if bold else ""
    return f"<w:tr>{repeated}{''.join(made)}</w:tr>"


def _table(rows: Sequence[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_paragraph('')}"
    )

"""Documents as references: BibTeX and RIS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, DocumentRecord

__all__ = ["bibtex", "ris"]

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def bibtex(catalogue: Catalogue, indices: Sequence[int] | None = None) -> bytes:
    """Write one ``@techreport`` per document, or per document of some units."""
    return "\n".join(_entry(catalogue, d) for d in _documents(catalogue, indices)).encode()


def ris(catalogue: Catalogue, indices: Sequence[int] | None = None) -> bytes:
    """Write one ``RPRT`` record per document, or per document of some units."""
    records = (_record(catalogue, document) for document in _documents(catalogue, indices))
    return "".join(f"{line}\r\n" for lines in records for line in lines).encode()


def _documents(catalogue: Catalogue, indices: Sequence[int] | None) -> Iterable[DocumentRecord]:
    if indices is None:
        return catalogue.documents.values()
    chosen = {catalogue.units[index].document for index in indices}
    return [record for key, record in catalogue.documents.items() if key in chosen]


def _facts(catalogue: Catalogue, document: DocumentRecord) -> Iterator[tuple[str, str]]:
    """Tell what is known of a document, in the order of a reference."""
    body = catalogue.entities.get(document.body) if document.body else None
    date = document.date or document.start
    told = {
        "title": document.title or document.label,
        "institution": body.label if body else None,
        "number": document.symbol or document.job_number,
        "type": document.document_type,
        "year": date[:4] if date else None,
        "date": date,
        "address": document.place,
        "language": document.language,
        "url": document.iri,
    }
    yield from ((name, " ".join(value.split())) for name, value in told.items() if value)


def _entry(catalogue: Catalogue, document: DocumentRecord) -> str:
    key = re.sub(r"[^A-Za-z0-9:.-]", "-", document.key)
    lines = [f"@techreport{{{key},"]
    for name, value in _facts(catalogue, document):
        text = value if name == "url" else "".join(_BIBTEX.get(c, c) for c in value)
        lines.append(f"  {name} = {{{text}}},")
    return "\n".join([*lines, "}", ""])


def _record(catalogue: Catalogue, document: DocumentRecord) -> list[str]:
    tags = {
        "title": "TI",
        "institution": "PB",
        "number": "M1",
        "type": "M3",
        "year": "PY",
        "date": "DA",
        "address": "CY",
        "language": "LA",
        "url": "UR",
    }
    facts = _facts(catalogue, document)
    lines = [
        f"{tags[name]}  - {value.replace('-', '/') if name == 'date' else value}"
        for name, value in facts
    ]
    return ["TY  - RPRT", *lines, "ER  - "]

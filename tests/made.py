"""A small document made by hand, in which everything that a document can hold is there once."""

from __future__ import annotations

from dataclasses import replace

from graph.document import (
    Action,
    Document,
    Furniture,
    Heading,
    Meeting,
    Mention,
    Metadata,
    Note,
    Source,
    Statement,
    Target,
    Unit,
)

TEXT = (
    "II. Recommendations\n"
    "1. UNODC should use the Budapest\n2/3 V.18\n Convention, see resolution 74/173.[1]\n"
    "(a) Training, if asked;\n"
    "[1] A note."
)
CITED = "general-assembly-resolution-74-173"


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _mention(entity: str, type_: str, words: str) -> Mention:
    start, end = _span(words)
    return Mention(entity, type_, words, start, end, "label")


def _first_unit() -> Unit:
    start, end = _span(
        "UNODC should use the Budapest\n2/3 V.18\n Convention, see resolution 74/173."
    )
    cut_start, cut_end = _span("\n2/3 V.18\n")
    ranges = ((start, cut_start), (cut_end, end))
    text = "".join(TEXT[a:b] for a, b in ranges)
    modal = _span("should")
    said = Statement(
        text,
        start,
        end,
        addressees=("unodc",),
        modality="should",
        modality_start=modal[0],
        modality_end=modal[1],
        strength=4,
        action=Action("use", "the Budapest Convention"),
        attribution="some speakers",
        attributed_to=("FRA",),
        stance="recommend",
        targets=(Target("budapest-convention", "supports"),),
        beneficiaries=("states",),
        rule="modal",
    )
    return Unit(
        "1",
        "1",
        None,
        None,
        "recommendation",
        "II. Recommendations",
        0,
        text,
        start,
        end,
        ranges,
        start - 3,
        page=1,
        title="Use the Budapest Convention",
        mentions=(
            _mention("unodc", "organization", "UNODC"),
            _mention("budapest-convention", "instrument", "Budapest\n2/3 V.18\n Convention"),
            _mention(CITED, "instrument", "resolution 74/173"),
        ),
        statements=(said,),
        attributed_to=("FRA",),
        position="noted",
    )


def _second_unit() -> Unit:
    start, end = _span("Training, if asked;")
    said = Statement(
        "Training, if asked;",
        start,
        end,
        addressees=("unodc",),
        inherited=True,
        modality="should",
        strength=4,
        negative=True,
        condition="if asked",
        stance="recommend",
    )
    return Unit(
        "1(a)",
        "1(a)",
        "1",
        "1",
        "sub-item",
        "II. Recommendations",
        1,
        "Training, if asked;",
        start,
        end,
        ((start, end),),
        start - 4,
        title="Training",
        mentions=(_mention("training", "theme", "Training"),),
        statements=(said,),
    )


def made_document(key: str = "made", date: str = "2018-04-04") -> Document:
    """Give the document, under this key and date."""
    return Document(
        key,
        TEXT,
        Metadata(
            title="Draft report",
            symbol="A/RES/74/247",
            job_number="V.18",
            body="general-assembly",
            date=date,
            meeting=Meeting("Vienna", "2018-04-03", "2018-04-05"),
            document_type="draft report",
            part="Addendum",
            distribution="Limited",
            language="en",
            sections=("II. Recommendations",),
        ),
        Source("made.txt", "0a" * 32, "text/plain"),
        units=(_first_unit(), _second_unit()),
        headings=(Heading("II. Recommendations", *_span("II. Recommendations"), 1),),
        furniture=(Furniture("2/3 V.18", *_span("2/3 V.18"), "page footer"),),
        notes=(Note("1", "A note.", *_span("A note."), "1"),),
    )


def without_title(document: Document) -> Document:
    """Give the document with the short title of its first unit taken away."""
    return replace(document, units=(replace(document.units[0], title=""), *document.units[1:]))

"""Provisions: what of an instrument is cited, before its name or behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.mentions.provisions import provision_at


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("under article 35, paragraph 2, of the [Budapest Convention]", "article 35, paragraph 2"),
        ("articles 5 to 7 and 9 of the [Covenant]", "articles 5 to 7 and 9"),
        ("Article 6(3) of the [Convention]", "Article 6(3)"),
        ("Article 6 (3) (b) of the [Convention]", "Article 6 (3) (b)"),
        ("acting under Chapter VII of the [Charter of the United Nations]", "Chapter VII"),
        ("rule 45 of the [Rules]", "rule 45"),
        ("paragraph 2 of article 16 of the [Protocol]", "paragraph 2 of article 16"),
        ("paragraphs 4 and 12 of its [resolution 74/247]", "paragraphs 4 and 12"),
        ("section IV of its [resolution 69/274 A]", "section IV"),
        (
            "paragraph 19 (a) to (c) of [General Assembly resolution 65/230]",
            "paragraph 19 (a) to (c)",
        ),
        ("annex II to the [Protocol]", "annex II"),
        ("articles 9, 10 and 11 bis of that [Convention]", "articles 9, 10 and 11 bis"),
        ("common article 3 of the 1949 [Geneva Conventions]", "common article 3"),
        ("arts. 2 (1), 3 and 26 of the\n  [Covenant]", "arts. 2 (1), 3 and 26"),
        ("targets 5.1 and 16.2 of the [Sustainable Development Goals]", "targets 5.1 and 16.2"),
        ("the [Convention], article 19, paragraph 1, and", "article 19, paragraph 1"),
        ("the [Convention] (articles 2-4)", "articles 2-4"),
        ("the [Convention], in particular its articles 12 and 13;", "articles 12 and 13"),
        ("the [Covenant]’s article 6", "article 6"),
        ("preamble to the [Convention]", "preamble"),
        ("parties to the [Convention]", None),
        ("the [Convention], article 5 of the Protocol", None),
        ("adopted in 2000 in the [Convention]", None),
        ("the implementation of chapter II and of the [Convention]", None),
        ("article 5 of the Protocol and the [Convention]", None),
        ("a part of the [Convention]; article 3", None),
    ],
)
def test_provisions(text: str, provision: str | None) -> None:
    start, end = text.index("["), text.index("]") - 1
    assert provision_at(text.replace("[", "").replace("]", ""), start, end) == provision


@given(st.lists(st.sampled_from(["article ", "5", " to ", ", ", "and ", "(a)", "of the ", "X"])))
def test_what_is_found_stands_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces) + "Convention" + "".join(pieces)
    at = text.index("Convention")
    found = provision_at(text, at, at + len("Convention"))
    assert found is None or found in " ".join(text.split())


@pytest.mark.parametrize(
    "number", ["5", "12 (a)", "4bis", "4 bis", "IV", "B", "(iv)", "3.1", "1-3"]
)
@pytest.mark.parametrize("joint", [" of the ", ", of that ", " in the said ", " of the 1949 "])
def test_every_kind_of_number_is_known_at_a_glance(number: str, joint: str) -> None:
    text = f"Under article {number}{joint}Convention"
    found = provision_at(text, text.index("Convention"), len(text))
    assert found == f"article {number}"

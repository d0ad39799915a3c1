"""References by number, in every style; the United Nations' own mark-up as the measure."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.mentions.references import find_references, key_of_symbol, mint, symbol_of

GA, SC = "general-assembly-resolution-", "security-council-resolution-"
CBD = "conference-of-the-parties-to-the-convention-on-biological-diversity-decision-"
ECOSOC, HRC = "economic-and-social-council-resolution-", "human-rights-council-resolution-"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("General Assembly resolution 74/247", [GA + "74-247"]),
        ("resolution 74/247", [GA + "74-247"]),
        ("A/RES/74/247", [GA + "74-247"]),
        ("resolutions 65/230, 67/189 and 74/247", [GA + "65-230", GA + "67-189", GA + "74-247"]),
        ("resolutions 3375 (XXX) and 3376 (XXX)", [GA + "3375-xxx", GA + "3376-xxx"]),
        ("resolution 3201 (S-VI)", [GA + "3201-s-vi"]),
        ("resolution 54/237 C of 23 December 1999", [GA + "54-237-c"]),
        ("resolutions 55/5 B and C of 23 December 2000", [GA + "55-5-b", GA + "55-5-c"]),
        (
            "its resolutions 40/257 A to D of 18 December 1985",
            [GA + "40-257-a", GA + "40-257-b", GA + "40-257-c", GA + "40-257-d"],
        ),
        ("resolutions 74/1 to 74/3,", [GA + "74-1", GA + "74-2", GA + "74-3"]),
        ("resolution 54/237C of 1999; 377 (V) A", [GA + "54-237-c"]),
        ("resolution 377 (V) A, and", [GA + "377-a-v"]),
        (
            "resolutions 72/1 of 22 March 2018,3373/20 of 1 May 2019,74/7",
            [GA + "72-1", GA + "73-20", GA + "74-7"],
        ),
        (
            "UNSCRs 1325 and 1820; Security Council resolution 2250",
            [SC + "1325-2000", SC + "1820-2008", SC + "2250-2015"],
        ),
        ("resolution 1325 on women; resolution 242 on zoning", [SC + "1325-2000"]),
        ("UN Security Council res. 1373 (2001), GA Res. 74/247", [SC + "1373-2001", GA + "74-247"]),
        ("Human Rights Council resolutions 47/21 and S-30/1", [HRC + "47-21", HRC + "s-30-1"]),
        ("its resolution S-17/1 of 22 August 2011", [HRC + "s-17-1"]),
        (
            "decisions BC-14/12, RC-9/7 and MC-3/5",
            [f"decision-{n}" for n in ("bc-14-12", "rc-9-7", "mc-3-5")],
        ),
        (
            "decisions XIII/1 and 14/8 of the Conference of the Parties to the Convention on"
            " Biological Diversity",
            [CBD + "xiii-1", CBD + "14-8"],
        ),
        (
            "decision VI/27 B of the Conference of the Parties to the Convention on Biological"
            " Diversity",
            [CBD + "vi-27-b"],
        ),
        (
            "decision 4/6 of the Conference of the Parties to the Organized Crime Convention",
            [
                "conference-of-the-parties-to-the-united-nations-convention-against-transnational-"
                "organized-crime-decision-4-6"
            ],
        ),
        (
            "decision WHA72(11), decision EB146(10)",
            ["world-health-assembly-decision-wha72-11", "who-executive-board-decision-eb146-10"],
        ),
        (
            "WHA74.7 and WHA75(9)",
            ["world-health-assembly-resolution-74-7", "world-health-assembly-decision-wha75-9"],
        ),
        (
            "Regulation (EU) 2018/1727; Directive 2013/40/EU",
            ["regulation-eu-2018-1727", "directive-2013-40-eu"],
        ),
        ("ESCAP resolution 73/9; resolution 74/1 of the Parliamentary Assembly", []),
        (
            "resolutions 1373 (2001) and others, including 2462 (2019)",
            [SC + "1373-2001", SC + "2462-2019"],
        ),
        (
            "World Health Assembly resolution 68.8 of 2015",
            ["world-health-assembly-resolution-68-8"],
        ),
        ("resolution 6/2019 of the Conference; in version 2.5, decision 2.5", []),
        (
            "UNEP/EA.4/Res.9; Environment Assembly resolution 4/9",
            ["united-nations-environment-assembly-resolution-4-9"] * 2,
        ),
        ("WT/MIN(15)/48-WT/L/982", ["wt-min-15-48"]),
        ("A/74/6 (Sect. 16) and ICCD/COP(9)/18/Add.1", ["a-74-6-sect-16", "iccd-cop-9-18-add-1"]),
        ("resolution 74/247 A new instrument", [GA + "74-247"]),
        ("resolution 71/2058 and", [GA + "71-205"]),
        ("resolution ES\u201110/15", [GA + "es-10-15"]),
        ("its resolution 2341 (2017)", [SC + "2341-2017"]),
        ("Security Council resolution 1373 (2001)5", [SC + "1373-2001"]),
        ("resolution 1373 (2001) of the Security Council", [SC + "1373-2001"]),
        ("Economic and Social\n Council resolution 2019/19", [ECOSOC + "2019-19"]),
        ("Economic and Social Council resolution 155 C (VII)", [ECOSOC + "155-c-vii"]),
        ("Human Rights Council resolution 58/23", [HRC + "58-23"]),
        ("the Human Rights Council, in its resolution 36/10, and", [HRC + "36-10"]),
        ("resolution 42/35 of 27 September 2019", [HRC + "42-35"]),
        (
            "Commission on Crime Prevention and Criminal Justice resolution 26/4",
            ["commission-on-crime-prevention-and-criminal-justice-resolution-26-4"],
        ),
        ("Health Assembly resolution WHA66.10", ["world-health-assembly-resolution-66-10"]),
        ("resolution WHA66.10", ["world-health-assembly-resolution-66-10"]),
        ("decision 1/CP.21", ["decision-1-cp-21"]),
        ("its decision 74/544", ["general-assembly-decision-74-544"]),
        ("see A/75/816, A/CONF.234/16", ["a-75-816", "a-conf-234-16"]),
        ("E/CN.15/2018/12; S/2019/193.", ["e-cn-15-2018-12", "s-2019-193"]),
        ("(FCCC/SBI/2023/10/Add.1)", ["fccc-sbi-2023-10-add-1"]),
        ("A/HRC/27/3 and ST/SGB/2019/8", ["a-hrc-27-3", "st-sgb-2019-8"]),
        ("Economic and Social Commission for Asia and the Pacific resolution 75/4", []),
        ("resolution 3/1", []),
        ("and/or 24/7, in 2019/2020; the resolution of disputes", []),
    ],
)
def test_styles(text: str, keys: list[str]) -> None:
    assert [r.key for r in find_references(text, body="general-assembly")] == keys


def test_the_body_of_the_document_is_its() -> None:
    assert (
        find_references("its resolution 48/5", body="human-rights-council")[0].key == HRC + "48-5"
    )


def test_a_section_of_a_resolution_is_no_name() -> None:
    text = "as requested in section X of resolution 74/263"
    assert [r.key for r in find_references(text)] == [GA + "74-263"]


def test_the_span_holds_the_body_once() -> None:
    text = "by General Assembly resolutions 65/230 and 74/247."
    spans = [text[r.start : r.end] for r in find_references(text)]
    assert spans == ["General Assembly resolutions 65/230", "74/247"]


@pytest.mark.parametrize(
    ("key", "label", "short", "symbol", "subtype"),
    [
        (
            GA + "74-247",
            "General Assembly resolution 74/247",
            "GA resolution 74/247",
            "A/RES/74/247",
            "Resolution",
        ),
        (
            GA + "377-a-v",
            "General Assembly resolution 377 A (V)",
            "GA resolution 377 A (V)",
            "A/RES/377 A (V)",
            "Resolution",
        ),
        (
            SC + "1373-2001",
            "Security Council resolution 1373 (2001)",
            "Security Council resolution 1373 (2001)",
            "S/RES/1373 (2001)",
            "Resolution",
        ),
        (
            "world-health-assembly-resolution-66-10",
            "World Health Assembly resolution WHA66.10",
            "WHA resolution WHA66.10",
            "WHA66.10",
            "Resolution",
        ),
        ("decision-1-cp-21", "Decision 1/CP.21", None, "1/CP.21", "Decision"),
        ("a-75-816", "A/75/816", None, "A/75/816", "Document"),
        ("a-74-6-sect-16", "A/74/6 (Sect. 16)", None, "A/74/6 (Sect. 16)", "Document"),
        ("wt-min-15-48", "WT/MIN(15)/48", None, "WT/MIN(15)/48", "Document"),
        (
            "united-nations-environment-assembly-resolution-4-9",
            "United Nations Environment Assembly resolution 4/9",
            "UNEA resolution 4/9",
            "UNEP/EA.4/Res.9",
            "Resolution",
        ),
    ],
)
def test_minting(key: str, label: str, short: str | None, symbol: str, subtype: str) -> None:
    entity = mint(key)
    assert entity is not None
    assert (entity.label, entity.short, entity.subtype) == (label, short, subtype)
    assert symbol_of(key) == symbol


@pytest.mark.parametrize(
    "key", ["unodc", "mutual-legal-assistance", "AUS", "", "ad-hoc-committee-74-247"]
)
def test_what_is_not_minted(key: str) -> None:
    assert mint(key) is None


@given(st.integers(31, 99), st.integers(1, 399))
def test_symbol_and_words_give_one_key(session: int, number: int) -> None:
    (reference,) = find_references(f"resolution {session}/{number}", body="general-assembly")
    assert reference.key == key_of_symbol(f"A/RES/{session}/{number}")
    assert symbol_of(reference.key) == f"A/RES/{session}/{number}"


PIECES = [
    "resolutions",
    "resolution",
    "decision",
    "its",
    "Council",
    "74/247",
    "1373 (2001)",
    "A",
    "and",
    ",",
    "of 1 May 2019",
    "A/RES/",
    "(XXX)",
    "3375",
    "S-30/1",
    "1/CP.21",
    "WHA66.10",
    "S/RES/",
    "2337",
    "ILO Convention No. 29",
    "/",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["", " "]))
@example(["S/RES/", "74/247", "/", "ILO Convention No. 29"], "")
def test_references_never_overlap_and_each_can_be_described(pieces: list[str], joint: str) -> None:
    """But the members of a range, which share its words."""
    text = joint.join(pieces)
    end, last = 0, None
    for reference in find_references(text):
        assert mint(reference.key) is not None, reference.key
        shared = last is not None and (reference.start, reference.end) == last
        assert shared or end <= reference.start < reference.end <= len(text)
        end, last = reference.end, (reference.start, reference.end)


@pytest.mark.shared
def test_the_united_nations_own_mark_up(shared: Path) -> None:
    """Every paragraph's symbols against ours; letters apart, which the mark-up gives as ranges."""

    def plain(symbol: str) -> str:
        bare = re.sub(r"\s", "", symbol.upper()).lstrip("/")
        return re.sub(r"(/\d+)[A-Z](-[A-Z])?$", r"\1", bare)

    right = wrong = missed = 0
    with (shared / "corpus/linking/resolution_mentions.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            gold = {plain(g["symbol"]) for g in row["gold"] if g["where"] == "text"}
            symbols = (
                symbol_of(r.key) for r in find_references(row["text"], body="general-assembly")
            )
            ours = {plain(symbol) for symbol in symbols if symbol}
            right, wrong, missed = (
                right + len(gold & ours),
                wrong + len(ours - gold),
                missed + len(gold - ours),
            )
    assert 2 * right / (2 * right + wrong + missed) >= 0.97
    assert right / (right + missed) >= 0.99


@pytest.mark.parametrize(
    "symbol",
    [
        "S/PRST/2015/4", "FCCC/CP/2015/10/Add.1", "CCPR/C/128/D/2728/2016", "A/INF/74/4",
        "A/ES-10/L.27", "UNEP/CHW.14/28", "UNEP/FAO/RC/COP.9/23", "CTOC/COP/2020/L.9/Rev.1",
        "WT/L/940", "TD/B/C.II/ISD/18", "A/CONF.222/PM.1", "NPT/CONF.2020/1",
        "E/ESCAP/RES/76/1", "HSP/HA.1/Res.2", "INFCIRC/225/Rev.5",
    ],
)  # fmt: skip
def test_a_symbol_is_written_again_as_it_was(symbol: str) -> None:
    assert [symbol_of(found.key) for found in find_references(f"see {symbol}.")] == [symbol]

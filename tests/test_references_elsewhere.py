"""Numbers of other organizations than the United Nations, and what only looks like them."""

from __future__ import annotations

import pytest

from graph.mentions.references import find_references, mint
from graph.reader import read_document
from ontology.vocabularies import load_vocabularies

# A number as written; its key; how it is written again.
NUMBERS = [
    ("MSC.1/Circ.1234", "imo-msc-1-circ-1234", "MSC.1/Circ.1234"),
    ("MSC.1/Circ.1318/Rev.1", "imo-msc-1-circ-1318-rev-1", "MSC.1/Circ.1318/Rev.1"),
    ("MSC/Circ.1023", "imo-msc-circ-1023", "MSC/Circ.1023"),
    ("resolution A.1123(30)", "imo-resolution-a-1123-30", "IMO resolution A.1123(30)"),
    ("resolution A.86(IV)", "imo-resolution-a-86-iv", "IMO resolution A.86(IV)"),
    ("MEPC.304(72)", "imo-resolution-mepc-304-72", "IMO resolution MEPC.304(72)"),
    ("WT/MIN(01)/DEC/1", "wt-min-01-dec-1", "WT/MIN(01)/DEC/1"),
    ("WT/DS435/R", "wt-ds435-r", "WT/DS435/R"),
    ("G/SPS/GEN/204/Rev.10", "g-sps-gen-204-rev-10", "G/SPS/GEN/204/Rev.10"),
    ("IP/C/W/669", "ip-c-w-669", "IP/C/W/669"),
    ("JOB/GC/387", "job-gc-387", "JOB/GC/387"),
    ("Assembly/AU/Dec.277(XVI)", "au-assembly-dec-277-xvi", "Assembly/AU/Dec.277(XVI)"),
    ("Assembly/AU/Decl. 1 (XXIII)", "au-assembly-decl-1-xxiii", "Assembly/AU/Decl.1(XXIII)"),
    ("EX.CL/Dec.567(XVII)", "au-ex-cl-dec-567-xvii", "EX.CL/Dec.567(XVII)"),
    ("PSC/PR/COMM.1(DCXXVII)", "au-psc-pr-comm-1-dcxxvii", "PSC/PR/COMM.1(DCXXVII)"),
    ("PSC/AHG/COMM.(CCCLXXX)", "au-psc-ahg-comm-ccclxxx", "PSC/AHG/COMM.(CCCLXXX)"),
    ("AG/RES. 2908 (XLVII-O/17)", "oas-ag-res-2908-xlvii-o-17", "AG/RES. 2908 (XLVII-O/17)"),
    ("CP/RES. 1108 (2172/18)", "oas-cp-res-1108-2172-18", "CP/RES. 1108 (2172/18)"),
    ("GC(62)/RES/7", "iaea-gc-62-res-7", "GC(62)/RES/7"),
    ("GC(62)/4", "iaea-gc-62-4", "GC(62)/4"),
    ("INFCIRC/225/Rev.5", "infcirc-225-rev-5", "INFCIRC/225/Rev.5"),
    ("INFCIRC/254/Rev.13/Part 1", "infcirc-254-rev-13-part-1", "INFCIRC/254/Rev.13/Part 1"),
    ("INFCIRC/153 (Corrected)", "infcirc-153", "INFCIRC/153"),
    ("CM/Rec(2001)8", "coe-cm-rec-2001-8", "CM/Rec(2001)8"),
    ("Recommendation Rec (2006) 2", "coe-cm-rec-2006-2", "CM/Rec(2006)2"),
    ("CM/ResDH(2020)7", "coe-cm-resdh-2020-7", "CM/ResDH(2020)7"),
    (
        "Recommendation No. R (99) 19",
        "coe-recommendation-r-99-19",
        "Recommendation No. R (99) 19",
    ),
    (
        "PACE Resolution 2217 (2018)",
        "pace-resolution-2217-2018",
        "Parliamentary Assembly resolution 2217 (2018)",
    ),
    (
        "Assembly Resolution A39-1",
        "icao-assembly-resolution-a39-1",
        "ICAO Assembly resolution A39-1",
    ),
    ("MC.DEC/2/16", "osce-mc-dec-2-16", "MC.DEC/2/16"),
    ("Ministerial Council Decision No. 2/16", "osce-mc-dec-2-16", "MC.DEC/2/16"),
    ("PC.DEC/1202", "osce-pc-dec-1202", "PC.DEC/1202"),
    (
        "Resolution Conf. 10.10 (Rev. CoP18)",
        "cites-resolution-conf-10-10",
        "Resolution Conf. 10.10",
    ),
    ("39 C/Resolution 47", "unesco-39-c-resolution-47", "39 C/Resolution 47"),
    (
        "Resolution 130 (Rev. Bucharest, 2022)",
        "itu-resolution-130-rev-bucharest-2022",
        "Resolution 130 (Rev. Bucharest, 2022)",
    ),
]


@pytest.mark.parametrize(("text", "key", "label"), NUMBERS)
@pytest.mark.parametrize("frame", ["{}", "see {}.", "({}; annex)", "in {}, adopted"])
def test_a_number_is_read_whole_and_written_again(
    frame: str, text: str, key: str, label: str
) -> None:
    written = frame.format(text)
    (found,) = find_references(written)
    assert (found.key, written[found.start : found.end]) == (key, text)
    made = mint(key)
    assert made is not None
    assert made.label == label


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("A/74/130 and Add.1", ["a-74-130", "a-74-130-add-1"]),
        ("A/74/130 and Add.1 and 2", ["a-74-130", "a-74-130-add-1", "a-74-130-add-2"]),
        ("A/74/130, Add.1 and Corr.1", ["a-74-130", "a-74-130-add-1", "a-74-130-corr-1"]),
        ("A/74/130 and Add.1–3", ["a-74-130", *(f"a-74-130-add-{n}" for n in (1, 2, 3))]),
        ("A/74/130/Add.1 and Add.2", ["a-74-130-add-1", "a-74-130-add-2"]),
        (
            "A/HRC/28/68/Add.1 and Corr.1",
            ["a-hrc-28-68-add-1", "a-hrc-28-68-add-1-corr-1"],
        ),
        ("S/2019/1 and 2 annexes", ["s-2019-1"]),
        ("A/74/130 and additional remarks", ["a-74-130"]),
        (
            "resolutions MSC.428(98) and MSC.429(98)",
            ["imo-resolution-msc-428-98", "imo-resolution-msc-429-98"],
        ),
        (
            "ICAO Assembly resolutions A39-1, A40-9 and A41-7",
            [f"icao-assembly-resolution-{n}" for n in ("a39-1", "a40-9", "a41-7")],
        ),
        (
            "Resolution 2217 (2018) of the Parliamentary Assembly",
            ["pace-resolution-2217-2018"],
        ),
        ("resolution 2341 (2017)", ["security-council-resolution-2341-2017"]),
    ],
)
def test_lists_and_second_halves(text: str, ends: list[str]) -> None:
    assert [found.key for found in find_references(text)] == ends


@pytest.mark.parametrize(
    "text",
    [
        "section A.1(2) and table A.12(3)",
        "the A4-1 motorway and paper of A4-2 size",
        "room G/12 and gate C/DEC",
        "the IP/TCP stack, version 4",
        "GC(a) and R (x) 19",
        "Recommendation 12 (revised)",
        "a JOB/2021 fair",
        "PSC (2018) and CM (2001) 8",
        "the A39-1 road",
    ],
)
def test_false_friends(text: str) -> None:
    assert find_references(text) == ()


def test_the_assembly_that_speaks_cites_its_own_resolutions() -> None:
    text = (
        "Resolution 2671 (2026)\n\nParliamentary Assembly\n\n1. The Assembly recalls its "
        "Resolution 2234 (2018).\n\n2. It notes that the Security Council acknowledged in its "
        "Resolution 2347 (2017) that markets grow.\n"
    )
    document = read_document(text.encode(), "a.txt", load_vocabularies())
    found = [m.entity for unit in document.units for m in unit.mentions if m.type == "instrument"]
    assert document.metadata.body == "pace"
    assert found == ["pace-resolution-2234-2018", "security-council-resolution-2347-2017"]
    assert "pace" in {m.entity for m in document.units[0].mentions}

"""The vocabularies: complete, unambiguous, well-formed; and their loader."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import iso3166
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.mentions.surface import surface_forms
from ontology.terms import PREFIXES, RDF, REC, SKOS
from ontology.vocabularies import (
    DIRECTORY,
    SCHEMES,
    Entity,
    Vocabularies,
    VocabularyError,
    load_vocabularies,
)

ID = PREFIXES["id"]
SCHEME_OF = {
    "actor": "actors",
    "instrument": "instruments",
    "organization": "organizations",
    "state": "states",
    "theme": "themes",
}


@pytest.fixture(scope="module")
def vocabularies() -> Vocabularies:
    return load_vocabularies()


class Row(NamedTuple):
    """A triple: IRIs as text, the key in place of an entity's IRI."""

    subject: str
    predicate: NamedNode
    object: NamedNode | Literal

    @property
    def value(self) -> str:
        return self.object.value.removeprefix(ID)


def rows(scheme: str) -> Iterator[Row]:
    data = (DIRECTORY / f"{scheme}.ttl").read_bytes()
    for triple in parse(data, format=RdfFormat.TURTLE):
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode | Literal)
        yield Row(triple.subject.value.removeprefix(ID), triple.predicate, triple.object)


def concepts(vocabularies: Vocabularies) -> Iterator[Entity]:
    for scheme in SCHEMES:
        yield from vocabularies.schemes[scheme]


def test_every_file_is_a_scheme() -> None:
    assert sorted(p.stem for p in DIRECTORY.glob("*.ttl")) == sorted(SCHEMES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_file_declares_its_scheme_and_puts_its_concepts_in_it(scheme: str) -> None:
    found = list(rows(scheme))
    own = f"https://w3id.org/recgraph/vocabulary/{scheme}"
    placed = {r.subject for r in found if r.predicate == SKOS.inScheme and r.value == own}
    assert placed == {r.subject for r in found} - {own}
    assert (own, RDF.type, SKOS.ConceptScheme) in found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_concept_has_one_label_and_one_definition_in_english(scheme: str) -> None:
    found: dict[tuple[str, str], list[Literal]] = defaultdict(list)
    keys = {row.subject for row in rows(scheme) if row.predicate == SKOS.inScheme}
    for row in rows(scheme):
        if isinstance(row.object, Literal):
            found[row.subject, row.predicate.value].append(row.object)
    for key in keys:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            values = found[key, predicate.value]
            assert [v.language for v in values] == ["en"], f"{key} {predicate}"
        assert found[key, SKOS.definition.value][0].value.endswith("."), key


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_file_is_sorted_by_key(scheme: str) -> None:
    text = (DIRECTORY / f"{scheme}.ttl").read_text("utf-8")
    keys = re.findall(r"^id:(\S+) a ", text, flags=re.MULTILINE)
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_keys_are_slugs_and_states_are_alpha_3_codes(vocabularies: Vocabularies) -> None:
    for entity in vocabularies.entities.values():
        pattern = "[A-Z]{3}" if entity.type == "state" else "[a-z0-9]+(-[a-z0-9]+)*"
        assert re.fullmatch(pattern, entity.key), entity.key


def test_one_surface_form_names_one_entity_of_a_type(vocabularies: Vocabularies) -> None:
    named: dict[tuple[str, bytes], set[str]] = defaultdict(set)
    for entity in concepts(vocabularies):
        plural = entity.type in {"actor", "theme"}
        for label in entity.labels:
            for form in surface_forms(label, plural=plural):
                named[entity.type, form].add(entity.key)
    assert {form: keys for form, keys in named.items() if len(keys) > 1} == {}


def test_no_label_stands_twice_in_an_entity(vocabularies: Vocabularies) -> None:
    for entity in concepts(vocabularies):
        assert len(entity.labels) == len(set(entity.labels)), entity.key
        assert not set(entity.labels) & set(entity.negative), entity.key


def test_labels_are_clean(vocabularies: Vocabularies) -> None:
    for entity in concepts(vocabularies):
        for label in (*entity.labels, *entity.negative, entity.short or "x"):
            assert label == label.strip(), f"{entity.key}: {label!r}"
            assert "  " not in label, f"{entity.key}: {label!r}"
            assert "|" not in label, f"{entity.key}: {label!r}"


def test_broader_leads_to_a_concept_of_the_same_scheme_and_ends(vocabularies: Vocabularies) -> None:
    known = {name: {c.key: c for c in found} for name, found in vocabularies.schemes.items()}
    for scheme in SCHEMES:
        listed = {row.value for row in rows(scheme) if row.predicate == SKOS.broader}
        assert listed <= set(known[scheme]) | set(known["themes"])
        for concept in known[scheme].values():
            above, todo = set(), list(concept.broader)
            while todo:
                key = todo.pop()
                assert key != concept.key, f"{key} is broader than itself"
                if key not in above:
                    above.add(key)
                    todo += known[scheme][key].broader


def test_every_theme_is_a_top_concept_or_has_a_broader_one(vocabularies: Vocabularies) -> None:
    top = {r.subject for r in rows("themes") if r.predicate.value.endswith("topConceptOf")}
    assert {e.key for e in vocabularies.schemes["themes"] if not e.broader} == top
    assert len(top) < 25


def test_numbers_of_treaties_are_numbers_and_name_one_treaty_or_its_protocols(
    vocabularies: Vocabularies,
) -> None:
    cets = [(r.value, r.subject) for r in rows("instruments") if r.predicate == REC.cetsNumber]
    assert len({number for number, _ in cets}) == len(cets) >= 25
    unts: dict[str, set[str]] = defaultdict(set)
    for row in rows("instruments"):
        if row.predicate == REC.untsNumber:
            unts[row.value].add(row.subject)
    assert len(unts) >= 50
    for number, keys in unts.items():
        first = {k for k in keys if not set(vocabularies.entities[k].broader) & keys}
        assert len(first) == 1, (number, keys)
    for number in [*unts, *(number for number, _ in cets)]:
        assert number.isdigit(), number
    treaties = {key for _, key in cets} | set().union(*unts.values())
    assert {vocabularies.entities[key].subtype for key in treaties} == {"Treaty"}


def test_the_vocabularies_have_real_coverage(vocabularies: Vocabularies) -> None:
    least = {"organizations": 800, "instruments": 500, "actors": 100, "themes": 280, "states": 249}
    counts = {scheme: len(vocabularies.schemes[scheme]) for scheme in least}
    assert all(counts[scheme] >= least[scheme] for scheme in least), counts


def test_states_are_complete_by_iso_3166(vocabularies: Vocabularies) -> None:
    listed = {country.alpha3: country for country in iso3166.countries}
    assert {e.key for e in vocabularies.schemes["states"]} == set(listed)
    codes = {r.subject: r.value for r in rows("states") if r.predicate.value.endswith("notation")}
    assert set(listed) - set(codes) == {"TWN", "XKX"}
    assert all(code == listed[key].numeric.zfill(3) for key, code in codes.items())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Islamic Republic of Iran", "IRN"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("United Kingdom", "GBR"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Vietnam", "VNM"),
        ("Slovak Republic", "SVK"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Lao People’s Democratic Republic", "LAO"),
        ("State of Palestine", "PSE"),
        ("Holy See", "VAT"),
        ("ICPO", "interpol"),
        ("IEG", "expert-group-on-cybercrime"),
        ("CCPCJ", "ccpcj"),
        ("ISP", "service-providers"),
        ("Budapest Convention", "budapest-convention"),
        ("Equal Remuneration Convention", "ilo-100"),
        ("Equal Remuneration Convention, 1951 (No. 100)", "ilo-100"),
        ("Eurocontrol", "eurocontrol"),
        ("Interstate Commission for Water Coordination of Central Asia", "icwc"),
        ("Vienna Convention on Road Signs and Signals", "road-signs-1968"),
    ],
)
def test_variants_of_a_name_name_the_same(vocabularies: Vocabularies, name: str, key: str) -> None:
    assert [e.key for e in vocabularies.entities.values() if name in e.labels] == [key]


def test_confusable_names_are_told_apart(vocabularies: Vocabularies) -> None:
    entities = vocabularies.entities
    assert entities["european-council"].key != entities["council-of-europe"].key
    assert "Council of Europe" not in entities["council-of-the-eu"].labels
    assert "Democratic People's Republic of Korea" not in entities["KOR"].labels
    assert "Northern Ireland" in entities["IRL"].negative


def test_what_is_an_actor_and_a_theme_is_in_both_schemes(vocabularies: Vocabularies) -> None:
    both = {e.key for e in vocabularies.schemes["actors"]} & {
        e.key for e in vocabularies.schemes["themes"]
    }
    assert both == {"central-authorities", "victims"}
    assert vocabularies.entities["victims"].type == "actor"
    theme = next(e for e in vocabularies.schemes["themes"] if e.key == "central-authorities")
    assert (theme.type, theme.broader) == ("theme", ("mutual-legal-assistance",))


def test_strengths_are_ranked_and_not_named_by_texts(vocabularies: Vocabularies) -> None:
    ranks = {e.key: e.rank for e in vocabularies.schemes["strength"]}
    assert ranks == {
        "strength-must": 5,
        "strength-should": 4,
        "strength-should-consider": 3,
        "strength-may": 2,
        "strength-reported-need": 1,
        "strength-none": 0,
    }
    assert not set(ranks) & set(vocabularies.entities)


def test_every_entity_has_the_classes_of_the_ontology(vocabularies: Vocabularies) -> None:
    subtypes: dict[str, set[str | None]] = defaultdict(set)
    for entity in vocabularies.entities.values():
        subtypes[entity.type].add(entity.subtype)
    assert subtypes["organization"] == {None, "Body", "IntergovernmentalOrganization", "Observer"}
    assert subtypes["instrument"] == {"Treaty", "Declaration", "ProposedInstrument"}
    assert subtypes["actor"] == subtypes["state"] == subtypes["theme"] == {None}


@pytest.mark.shared
def test_every_key_of_the_gold_is_there(vocabularies: Vocabularies, shared: Path) -> None:
    gold = json.loads((shared / "gold" / "seeds.json").read_text("utf-8"))
    wanted: dict[str, set[str]] = defaultdict(set)
    for document in gold["documents"]:
        wanted["organizations"].add(document["metadata"]["body"])
        for unit in document["paragraphs"]:
            wanted["organizations"] |= set(unit["organizations"])
            wanted["instruments"] |= set(unit["instruments"])
            wanted["actors"] |= {a for a in unit["actors"] if not a.isupper()}
            wanted["states"] |= {a for a in unit["actors"] if a.isupper()}
            wanted["themes"] |= {*unit["themes"], *unit["themes_ok"]}
    # Made from its number by the reader, as every resolution is.
    wanted["instruments"].discard("general-assembly-resolution-74-247")
    for scheme, keys in wanted.items():
        assert keys - {e.key for e in vocabularies.schemes[scheme]} == set(), scheme


@pytest.mark.shared
def test_mappings_of_themes_are_verified(vocabularies: Vocabularies, shared: Path) -> None:
    folder = shared / "corpus" / "vocabularies"
    labels: dict[str, set[str]] = defaultdict(set)
    with (folder / "linkedsdg_concepts_unbis_eurovoc.tsv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for iri in line["matches"].split(";"):
                labels[iri].add(line["label"].strip().lower().replace("-", " "))
    exact: dict[str, str] = {}
    for row in rows("themes"):
        if row.predicate.value.endswith("exactMatch"):
            assert exact.setdefault(row.value, row.subject) == row.subject
    for theme in vocabularies.schemes["themes"]:
        names = {n.lower().replace("-", " ") for n in (theme.label, *theme.alt)}
        names |= {f"{n}s" for n in names}
        for iri in theme.matches:
            assert labels[iri] & names, f"{theme.key} {iri}"


def test_the_same_directory_is_read_once() -> None:
    assert load_vocabularies() is load_vocabularies(DIRECTORY)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(DIRECTORY, tmp_path / "vocabularies")
    return tmp_path / "vocabularies"


def test_the_digest_tells_one_character(copy: Path, vocabularies: Vocabularies) -> None:
    file = copy / "themes.ttl"
    file.write_text(file.read_text("utf-8").replace("Offences", "Offenses", 1), "utf-8")
    assert load_vocabularies(copy).digest != vocabularies.digest


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "actors.ttl").unlink()
    with pytest.raises(VocabularyError, match=r"actors\.ttl: No such file.*needs its file"):
        load_vocabularies(copy)


def test_broken_turtle_is_told_with_its_line(copy: Path) -> None:
    (copy / "actors.ttl").write_text("@prefix a: <b:c> .\na:b nonsense .", "utf-8")
    with pytest.raises(VocabularyError, match=r"actors\.ttl, line 2"):
        load_vocabularies(copy)


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (f"<{ID}x> a <{REC.Theme.value}> .", "x lacks a preferred label"),
        (f'<{ID}x> <{SKOS.prefLabel.value}> "x"@en .', "x lacks a class"),
        (f"<{ID}unodc> a <{REC.Theme.value}> .", "unodc is defined in organizations.ttl too"),
    ],
)
def test_a_wrong_concept_is_refused(copy: Path, turtle: str, message: str) -> None:
    with (copy / "themes.ttl").open("a", encoding="utf-8") as file:
        file.write(f"\n{turtle}\n")
    with pytest.raises(VocabularyError, match=message):
        load_vocabularies(copy)

"""The terms that the code writes and reads, one attribute each, named as the term is.

A test holds :class:`REC` and ``ontology/model/*.ttl`` to the same set of names, so that no term is
used without a definition.
"""

# ruff: noqa: N815 - an attribute is named exactly as its term is

from __future__ import annotations

from pyoxigraph import NamedNode

__all__ = [
    "DCTERMS",
    "NAMESPACE",
    "OA",
    "ORG",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "REC",
    "SCHEMA",
    "SKOS",
    "XSD",
]

NAMESPACE = "https://w3id.org/recgraph/ontology#"

PREFIXES = {
    "rec": NAMESPACE,
    "id": "https://w3id.org/recgraph/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "undo": "https://w3id.org/un/ontology/undo/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "sh": "http://www.w3.org/ns/shacl#",
}


def _rec(name: str) -> NamedNode:
    return NamedNode(NAMESPACE + name)


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


class REC:
    """The ontology's own terms.

    Examples
    --------
    >>> REC.addressedTo.value
    'https://w3id.org/recgraph/ontology#addressedTo'
    """

    # documents
    Document = _rec("Document")
    Meeting = _rec("Meeting")
    Heading = _rec("Heading")
    Furniture = _rec("Furniture")
    Note = _rec("Note")
    Source = _rec("Source")
    key = _rec("key")
    jobNumber = _rec("jobNumber")
    body = _rec("body")
    meeting = _rec("meeting")
    place = _rec("place")
    documentType = _rec("documentType")
    part = _rec("part")
    distribution = _rec("distribution")
    sha256 = _rec("sha256")
    sourceFile = _rec("sourceFile")
    section = _rec("section")
    heading = _rec("heading")
    level = _rec("level")
    furniture = _rec("furniture")
    furnitureKind = _rec("furnitureKind")
    note = _rec("note")
    mark = _rec("mark")
    textOf = _rec("textOf")
    # units
    Unit = _rec("Unit")
    Recommendation = _rec("Recommendation")
    Chapeau = _rec("Chapeau")
    Narrative = _rec("Narrative")
    SubItem = _rec("SubItem")
    ParticipationList = _rec("ParticipationList")
    PreambularParagraph = _rec("PreambularParagraph")
    number = _rec("number")
    citation = _rec("citation")
    order = _rec("order")
    kind = _rec("kind")
    text = _rec("text")
    parent = _rec("parent")
    start = _rec("start")
    end = _rec("end")
    page = _rec("page")
    mentions = _rec("mentions")
    organization = _rec("organization")
    instrument = _rec("instrument")
    actor = _rec("actor")
    theme = _rec("theme")
    addressedTo = _rec("addressedTo")
    supports = _rec("supports")
    opposes = _rec("opposes")
    response = _rec("response")
    # statements
    Statement = _rec("Statement")
    Position = _rec("Position")
    Strength = _rec("Strength")
    statement = _rec("statement")
    addressee = _rec("addressee")
    inherited = _rec("inherited")
    modality = _rec("modality")
    modalityStart = _rec("modalityStart")
    modalityEnd = _rec("modalityEnd")
    strength = _rec("strength")
    rank = _rec("rank")
    negative = _rec("negative")
    actionVerb = _rec("actionVerb")
    actionObject = _rec("actionObject")
    condition = _rec("condition")
    attribution = _rec("attribution")
    attributedTo = _rec("attributedTo")
    stance = _rec("stance")
    position = _rec("position")
    target = _rec("target")
    beneficiary = _rec("beneficiary")
    # mentions
    Mention = _rec("Mention")
    mention = _rec("mention")
    rule = _rec("rule")
    provision = _rec("provision")
    Candidate = _rec("Candidate")
    candidate = _rec("candidate")
    suggestedType = _rec("suggestedType")
    acronym = _rec("acronym")
    occurrences = _rec("occurrences")
    context = _rec("context")
    resembles = _rec("resembles")
    # entities
    Entity = _rec("Entity")
    Organization = _rec("Organization")
    Body = _rec("Body")
    IntergovernmentalOrganization = _rec("IntergovernmentalOrganization")
    Observer = _rec("Observer")
    Instrument = _rec("Instrument")
    Treaty = _rec("Treaty")
    Resolution = _rec("Resolution")
    Decision = _rec("Decision")
    Declaration = _rec("Declaration")
    ProposedInstrument = _rec("ProposedInstrument")
    OfficialDocument = _rec("OfficialDocument")
    ActorGroup = _rec("ActorGroup")
    State = _rec("State")
    Theme = _rec("Theme")
    shortName = _rec("shortName")
    negativeLabel = _rec("negativeLabel")
    cetsNumber = _rec("cetsNumber")
    untsNumber = _rec("untsNumber")
    hub = _rec("hub")
    # relations
    Relation = _rec("Relation")
    relationType = _rec("relationType")
    from_ = _rec("from")
    to = _rec("to")
    score = _rec("score")
    reason = _rec("reason")
    # runs
    Run = _rec("Run")
    softwareVersion = _rec("softwareVersion")
    vocabularyDigest = _rec("vocabularyDigest")
    software = _rec("software")


class RDF:
    """RDF."""

    type = _term("rdf", "type")


class RDFS:
    """RDF Schema."""

    label = _term("rdfs", "label")


class SKOS:
    """SKOS: concepts and their labels."""

    Concept = _term("skos", "Concept")
    ConceptScheme = _term("skos", "ConceptScheme")
    prefLabel = _term("skos", "prefLabel")
    altLabel = _term("skos", "altLabel")
    hiddenLabel = _term("skos", "hiddenLabel")
    definition = _term("skos", "definition")
    broader = _term("skos", "broader")
    inScheme = _term("skos", "inScheme")


class DCTERMS:
    """Dublin Core terms."""

    title = _term("dcterms", "title")
    identifier = _term("dcterms", "identifier")
    issued = _term("dcterms", "issued")
    language = _term("dcterms", "language")
    isPartOf = _term("dcterms", "isPartOf")
    format = _term("dcterms", "format")


class OA:
    """The Web Annotation vocabulary."""

    Annotation = _term("oa", "Annotation")
    SpecificResource = _term("oa", "SpecificResource")
    TextPositionSelector = _term("oa", "TextPositionSelector")
    TextQuoteSelector = _term("oa", "TextQuoteSelector")
    hasBody = _term("oa", "hasBody")
    hasTarget = _term("oa", "hasTarget")
    hasSource = _term("oa", "hasSource")
    hasSelector = _term("oa", "hasSelector")
    start = _term("oa", "start")
    end = _term("oa", "end")
    exact = _term("oa", "exact")
    prefix = _term("oa", "prefix")
    suffix = _term("oa", "suffix")


class ORG:
    """The Organization ontology."""

    Organization = _term("org", "Organization")


class PROV:
    """PROV-O: provenance."""

    Activity = _term("prov", "Activity")
    used = _term("prov", "used")
    wasAssociatedWith = _term("prov", "wasAssociatedWith")
    wasGeneratedBy = _term("prov", "wasGeneratedBy")
    wasDerivedFrom = _term("prov", "wasDerivedFrom")


class SCHEMA:
    """Schema.org."""

    name = _term("schema", "name")
    alternateName = _term("schema", "alternateName")
    startDate = _term("schema", "startDate")
    endDate = _term("schema", "endDate")


class XSD:
    """XML Schema datatypes."""

    boolean = _term("xsd", "boolean")
    date = _term("xsd", "date")
    decimal = _term("xsd", "decimal")
    gYear = _term("xsd", "gYear")
    gYearMonth = _term("xsd", "gYearMonth")
    integer = _term("xsd", "integer")
    string = _term("xsd", "string")

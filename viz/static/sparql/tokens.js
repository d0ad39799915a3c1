// Tokens: cutting SPARQL text for colouring. It never fails: what it does not know is plain.
const KEYWORDS = "base prefix select distinct reduced construct describe ask from named where order by asc desc limit offset values optional graph union minus filter bind as service silent group having exists not in insert delete data clear drop create load copy move add with using undef a true false str lang langmatches datatype bound iri uri bnode rand abs ceil floor round concat strlen ucase lcase encode_for_uri contains strstarts strends strbefore strafter year month day hours minutes seconds timezone tz now uuid struuid md5 sha1 sha256 sha384 sha512 coalesce if strlang strdt sameterm isiri isuri isblank isliteral isnumeric regex substr replace count sum min max avg sample group_concat separator";
const KNOWN = new Set(KEYWORDS.split(" "));

const PATTERN = new RegExp([
  /(?<comment>#[^\n]*)/, /(?<iri><[^\s<>"{}|^`\\]*>)/,
  /(?<string>"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)/,
  /(?<variable>[?$][\p{L}\p{N}_]+)/, /(?<name>[\p{L}_][\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:%.()-]*[\p{L}\p{N}_)])?/,
  /(?<number>\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)/, /(?<word>[\p{L}_]+)/,
].map((one) => one.source).join("|"), "gu");

/** Cut text into [{text, type}] whose texts joined are the text. */
export function tokens(text) {
  const found = [];
  let at = 0;
  for (const match of text.matchAll(PATTERN)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index), type: null });
    found.push({ text: match[0], type: kind(match) });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ text: text.slice(at), type: null });
  return found;
}

function kind({ 0: text, groups }) {
  for (const name of ["comment", "iri", "string", "variable", "number"]) if (groups[name] !== undefined) return name;
  if (groups.word !== undefined) return KNOWN.has(groups.word.toLowerCase()) ? "keyword" : null;
  return text.includes(":") ? "name" : null;
}

export const PREFIXES = {
  rec: "https://w3id.org/recgraph/ontology#", dcterms: "http://purl.org/dc/terms/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#", oa: "http://www.w3.org/ns/oa#", prov: "http://www.w3.org/ns/prov#",
  org: "http://www.w3.org/ns/org#", owl: "http://www.w3.org/2002/07/owl#", schema: "http://schema.org/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

/** Prefixes that a text uses without declaring them. */
export function missing(text, known) {
  const parts = tokens(text);
  const declared = new Set([...text.matchAll(/\bprefix\s+([\w.-]*):/giu)].map((match) => match[1]));
  const used = new Set(parts.filter((part) => part.type === "name").map((part) => part.text.split(":")[0]));
  return [...used].filter((name) => known[name] && !declared.has(name));
}

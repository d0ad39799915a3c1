// Triples: reading N-Triples, and short names for what they name.
const LINE = /^(<[^>]*>|_:\S+)\s+(<[^>]*>)\s+(.*?)\s*\.\s*$/;
const LONGEST = 28;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g;
const PLAIN = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };

/** Read N-Triples into [{subject, predicate, object}] of terms as SPARQL results have them. */
export function triples(text) {
  return text.split("\n").map((line) => LINE.exec(line)).filter(Boolean)
    .map(([, subject, predicate, object]) => ({ subject: term(subject), predicate: term(predicate), object: term(object) }));
}

function term(text) {
  if (text.startsWith("<")) return { type: "uri", value: unescaped(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
  const end = text.lastIndexOf('"');
  const rest = text.slice(end + 1);
  const found = { type: "literal", value: unescaped(text.slice(1, end)) };
  if (rest.startsWith("@")) found["xml:lang"] = rest.slice(1);
  else if (rest.startsWith("^^")) found.datatype = rest.slice(3, -1);
  return found;
}

function unescaped(text) {
  return text.replace(ESCAPE, (_, short, long, plain) => (plain ? PLAIN[plain] ?? plain : String.fromCodePoint(parseInt(short ?? long, 16))));
}

/** The prefixed name of an IRI, or its last part; a thing of ours by its key. */
export function short(iri, prefixes) {
  const [name, start] = Object.entries(prefixes).find(([, one]) => iri.startsWith(one) && iri.length > one.length) ?? [];
  if (name === "id") return cut(decoded(iri.slice(start.length)).replace(/^document\//, ""));
  if (name) return `${name}:${decoded(iri.slice(start.length))}`;
  return decoded(iri.split(/[/#]/).filter(Boolean).pop() ?? iri);
}

/** A long key keeps its beginning and its end, which tells the paragraph. */
function cut(key) {
  return key.length > LONGEST ? `${key.slice(0, LONGEST - 9)}…${key.slice(-8)}` : key;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// The SPARQL page: runs what stands in the editor and shows the answer.
import { download, h } from "../explore/dom.js";
import { Completion } from "./completion.js";
import { Editor } from "./editor.js";
import { picture, statements } from "./picture.js";
import { table } from "./results.js";
import { PREFIXES } from "./tokens.js";
import { triples } from "./triples.js";

const $ = (id) => document.getElementById(id);
const form = $("ask");
const base = form.dataset.base;
const prefixes = { ...PREFIXES, id: `${base}id/` };
const JSON_TYPE = "application/sparql-results+json";
const ROWS = { CSV: ["text/csv", "csv"], TSV: ["text/tab-separated-values", "tsv"], JSON: [JSON_TYPE, "json"], XML: ["application/sparql-results+xml", "xml"] };
const GRAPHS = { Turtle: ["text/turtle", "ttl"], "N-Triples": ["application/n-triples", "nt"], "JSON-LD": ["application/ld+json", "jsonld"], "RDF/XML": ["application/rdf+xml", "rdf"] };

async function send(query, accept) {
  const answer = await fetch("/sparql", { method: "POST", headers: { accept }, body: new URLSearchParams({ query }) });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({ title: `The server answered ${answer.status}` }));
  throw Object.assign(new Error(problem.detail ?? problem.title), { problem });
}

async function rows(query) {
  const answer = await (await send(query, JSON_TYPE)).json();
  return answer.results.bindings.map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));
}

const editor = new Editor({ area: $("query"), layer: $("layer"), numbers: $("numbers"), prefixes });
new Completion(editor, $("completions"), rows, prefixes);

/** CONSTRUCT and DESCRIBE give graphs: the first word after the prologue tells. */
function givesGraph(query) {
  const plain = query.replace(/#[^\n]*(?=\n|$)/g, (text, at) => (/<[^>\s]*$/.test(query.slice(0, at)) ? text : ""));
  return /^\s*(?:(?:base\s*<[^>]*>|prefix\s+\S*\s*<[^>]*>)\s*)*(?:construct|describe)\b/i.test(plain);
}

async function run({ push = true } = {}) {
  editor.declare();
  const query = editor.text;
  const button = $("run");
  button.disabled = true;
  $("answer").replaceChildren(h("p", { class: "soft" }, "Asking…"));
  $("results").replaceChildren();
  if (push) history.pushState(null, "", `/sparql?${new URLSearchParams({ query })}`);
  const began = performance.now();
  try {
    const graph = givesGraph(query);
    const answer = await send(query, graph ? GRAPHS["N-Triples"][0] : JSON_TYPE);
    const text = await answer.text();
    const took = `${((performance.now() - began) / 1000).toFixed(2)} s`;
    if (graph) showGraph(query, triples(text), took);
    else showRows(query, JSON.parse(text), took);
  } catch (error) {
    const { line, column } = error.problem ?? {};
    if (line) editor.mark(line, column);
    $("answer").replaceChildren(h("p", { class: "notice error", role: "alert" }, line ? `Line ${line}: ` : "", error.message));
  } finally {
    button.disabled = false;
  }
}

function showRows(query, answer, took) {
  if (answer.boolean !== undefined) {
    $("answer").replaceChildren(h("p", { class: "notice" }, h("strong", {}, answer.boolean ? "Yes" : "No"), ` – ${took}`));
    return;
  }
  const [names, rows] = [answer.head.vars, answer.results.bindings];
  show(`${rows.length} ${rows.length === 1 ? "row" : "rows"}, ${took}`, query, ROWS, {
    Table: () => table(names, rows, base),
    Graph: () => picture(statements({ rows, names }), { base, prefixes }),
    Raw: () => h("pre", { tabindex: "0" }, JSON.stringify(answer, null, 1)),
  });
}

function showGraph(query, found, took) {
  show(`${found.length} ${found.length === 1 ? "triple" : "triples"}, ${took}`, query, GRAPHS, {
    Graph: () => picture(statements({ triples: found }), { base, prefixes }),
    Table: () => table(["subject", "predicate", "object"], found, base),
    Raw: () => {
      const place = h("pre", { tabindex: "0" }, "…");
      send(query, "text/turtle").then((answer) => answer.text()).then((text) => { place.textContent = text; }, (error) => { place.textContent = error.message; });
      return place;
    },
  });
}

/** Show an answer: what is told of it, the views it has, and the formats it can be taken along in. */
function show(told, query, formats, views) {
  const files = h("details", { class: "menu" }, h("summary", { class: "button" }, "Download"), h("div", { class: "sheet" },
    ...Object.entries(formats).map(([name, [type, ending]]) => h("button", {
      type: "button", on: { click: async () => download(`recgraph.${ending}`, await (await send(query, type)).blob(), type) },
    }, name))));
  const place = h("div", {});
  const turn = (name, make) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.textContent === name));
    place.replaceChildren(make());
  };
  const buttons = Object.entries(views).map(([name, make]) => h("button", { type: "button", on: { click: () => turn(name, make) } }, name));
  $("answer").replaceChildren(h("p", { class: "soft" }, told));
  $("results").replaceChildren(h("div", { class: "row spread" }, h("div", { class: "views", role: "group", "aria-label": "Result as" }, ...buttons), files), place);
  turn(...Object.entries(views)[0]);
}

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
$("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});
$("link").addEventListener("click", async () => {
  const address = `${location.origin}/sparql?${new URLSearchParams({ query: editor.text })}`;
  await navigator.clipboard.writeText(address).catch(() => history.replaceState(null, "", address));
  $("link").textContent = "Copied";
  setTimeout(() => { $("link").textContent = "Copy link"; }, 1800);
});
addEventListener("popstate", () => location.reload());
if (form.dataset.run) run({ push: false });

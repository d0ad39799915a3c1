// Completion: prefixes, classes, properties and entities, asked of our own endpoint once.
import { h } from "../explore/dom.js";

const TERMS = `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?term ?label WHERE { ?term rdfs:isDefinedBy ?ontology ; rdfs:label ?label } ORDER BY ?term LIMIT 2000`;
const ENTITIES = `PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?term ?label WHERE { ?term skos:prefLabel ?label } ORDER BY ?label LIMIT 8000`;
const USES = `PREFIX rec: <https://w3id.org/recgraph/ontology#>
SELECT ?term (COUNT(?unit) AS ?uses) WHERE { ?unit rec:mentions ?term } GROUP BY ?term ORDER BY DESC(?uses) LIMIT 2000`;
const MOST = 12;

export class Completion {
  constructor(editor, list, ask, prefixes) {
    Object.assign(this, { editor, list, ask, prefixes });
    this.terms = null;
    this.found = [];
    this.at = 0;
    editor.area.addEventListener("input", () => this.update(false));
    editor.area.addEventListener("blur", () => this.close());
    editor.area.addEventListener("keydown", (event) => this.key(event));
  }

  async load() {
    this.terms ??= Promise.all([USES, TERMS, ENTITIES].map((query) => this.ask(query).catch(() => []))).then(([counted, ...lists]) => {
      const seen = new Map();
      const uses = new Map(counted.map(({ term, uses: count }) => [term, Number(count)]));
      for (const { term, label } of lists.flat()) seen.set(term, { name: this.short(term), label, uses: uses.get(term) ?? 0 });
      for (const [name, iri] of Object.entries(this.prefixes)) seen.set(`prefix ${name}`, { name: `${name}:`, label: iri, uses: 0 });
      return [...seen.values()];
    });
    return this.terms;
  }

  /** A prefixed name where the local part may be written so, else the IRI. */
  short(iri) {
    for (const [name, start] of Object.entries(this.prefixes)) {
      if (iri.startsWith(start) && /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(iri.slice(start.length))) return `${name}:${iri.slice(start.length)}`;
    }
    return `<${iri}>`;
  }

  async update(asked) {
    const { area } = this.editor;
    const before = area.value.slice(0, area.selectionStart);
    const word = before.match(/[\p{L}\p{N}_:.-]*$/u)[0];
    if ((word.length < 2 && !asked) || /[?$"'<]$/u.test(before.slice(0, -word.length || undefined)) || /#[^\n]*$/u.test(before.replace(/<[^>\n]*>/gu, ""))) return this.close();
    const wanted = word.toLowerCase();
    const terms = await this.load();
    if (before !== area.value.slice(0, area.selectionStart)) return undefined;
    const local = wanted.split(":").pop();
    const score = ({ name, label }) => {
      const low = name.toLowerCase();
      if (low === wanted) return 9;
      if (low.startsWith(wanted)) return 0;
      if (!wanted.includes(":") && low.split(":").pop().startsWith(local)) return 1;
      if (!wanted.includes(":") && label.toLowerCase().split(/\W+/u).some((one) => one.startsWith(local))) return 2;
      return 9;
    };
    this.word = word;
    this.found = terms.map((term) => [score(term), term]).filter(([value]) => value < 9)
      .sort((a, b) => a[0] - b[0] || b[1].uses - a[1].uses || a[1].name.length - b[1].name.length).slice(0, MOST).map(([, term]) => term);
    this.at = 0;
    return this.render();
  }

  render() {
    const { list } = this;
    list.replaceChildren(...this.found.map((term, i) => h("li", {
      role: "option", "aria-selected": String(i === this.at),
      on: { pointerdown: (event) => { event.preventDefault(); this.take(i); } },
    }, h("span", { class: "mono" }, term.name), h("span", { class: "soft" }, term.label))));
    list.hidden = !this.found.length;
    const { area } = this.editor;
    const lines = area.value.slice(0, area.selectionStart).split("\n");
    const style = getComputedStyle(area);
    const line = parseFloat(style.lineHeight);
    list.style.top = `${parseFloat(style.paddingTop) + lines.length * line + 2}px`;
    list.style.left = `${parseFloat(style.paddingLeft) + (lines.at(-1).length - this.word.length) * parseFloat(style.fontSize) * 0.6}px`;
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  take(i) {
    const term = this.found[i];
    const { area } = this.editor;
    const end = area.selectionStart;
    this.close();
    this.editor.insert(end - this.word.length, end, term.name.endsWith(":") ? term.name : `${term.name} `);
    this.close();
    this.editor.declare();
  }

  close() {
    this.found = [];
    this.list.hidden = true;
  }

  key(event) {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      this.update(true);
    }
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.found.length) % this.found.length;
    else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") this.take(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    if (step) this.render();
  }
}

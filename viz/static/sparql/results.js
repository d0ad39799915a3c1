// Results: rows of terms as a table whose entities are links.
import { h } from "../explore/dom.js";

const MOST = 500;

/** The page of an IRI of ours, or null. */
export function page(iri, base) {
  if (!iri.startsWith(`${base}id/`)) return null;
  const parts = iri.slice(`${base}id/`.length).split("#")[0].split("/");
  if (parts.length === 1) return `/entities/${parts[0]}`;
  if (parts[0] !== "document") return null;
  return parts.length === 2 ? `/documents/${parts[1]}` : `/recommendations/${parts.slice(1).join("/")}`;
}

function cell(term, base) {
  if (!term) return "";
  if (term.type !== "uri") return term.value;
  const address = page(term.value, base);
  const name = term.value.startsWith(base) ? decodeURIComponent(term.value.slice(base.length).replace(/^id\/(document\/)?/, "")) : term.value;
  return address ? h("a", { href: address, title: term.value }, name) : name;
}

/** A table of rows of terms under names. */
export function table(names, rows, base) {
  return h("div", {},
    h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Results" }, h("table", {},
      h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows.slice(0, MOST).map((row) => h("tr", {}, ...names.map((name) => h("td", {}, cell(row[name], base)))))))),
    rows.length > MOST && h("p", { class: "soft" }, `The first ${MOST} of ${rows.length} rows; the downloads hold all.`));
}

// The rail: the legend that filters, the reports, what is most connected, what is not drawn.
import { h, mark } from "./dom.js";
import { KINDS, PLURAL } from "./graph.js";

const MOST = 9;
const MOST_HUBS = 6;
// The most the server gives.
const LARGEST = 20_000;
const MOST_DOCUMENTS = 8;
const MOST_COMMUNITIES = 8;

export function rail(holder, graph, state) {
  const parts = {
    kinds: h("div", { role: "group", "aria-labelledby": "rail-show" }),
    documents: h("div", { role: "group", "aria-labelledby": "rail-report" }),
    part: h("p", { class: "note", id: "part" }),
    communities: h("section", { "aria-labelledby": "rail-communities", hidden: true }),
    most: h("ul", { class: "bare" }),
    hubs: h("div", { role: "group", "aria-labelledby": "rail-hubs" }),
  };
  holder.append(
    h("h2", { id: "rail-show" }, "Show"), parts.kinds, parts.part, parts.communities,
    h("h2", { id: "rail-report" }, "Report"), parts.documents,
    h("h2", {}, "Most connected"), parts.most,
  );
  if (graph.hubs.length) {
    holder.append(h("h2", { id: "rail-hubs" }, "Not drawn"), parts.hubs,
      h("p", { class: "note" }, "These link to nearly everything; they are filters here, not nodes."));
  }
  return { update: (selection, value) => update(parts, graph, state, selection, value) };
}

function update(parts, graph, state, selection, value) {
  const keep = document.activeElement?.dataset?.key;
  const flip = (name, key) => {
    const now = new Set(value[name]);
    if (!now.delete(key)) now.add(key);
    state.set({ [name]: [...now] });
  };
  parts.kinds.replaceChildren(...KINDS.map((kind) => box({
    key: `kind-${kind}`, on: !value.hide.includes(kind), count: selection.counts[kind] ?? 0,
    label: PLURAL[kind], sign: mark(kind), flip: () => flip("hide", kind),
  })));
  part(parts.part, graph);
  parts.communities.hidden = !selection.groups;
  if (selection.groups) parts.communities.replaceChildren(...communities(parts, graph, selection, state, value));
  const ticked = (one) => value.documents.includes(one.id);
  parts.documents.replaceChildren(...folded(parts.documents, graph.documents, MOST_DOCUMENTS, ticked, (one) => box({
    key: `document-${one.id}`, on: value.documents.includes(one.id) || !value.documents.length, count: one.count, label: one.label,
    flip: () => documents(graph, state, value, one.id),
  }), "reports"));
  parts.hubs.replaceChildren(...graph.hubs.filter((hub, i) => i < MOST_HUBS || value.hubs.includes(hub.id)).map((hub) => box({
    key: `hub-${hub.id}`, on: value.hubs.includes(hub.id), count: hub.count, label: `Only with ${hub.label}`,
    flip: () => flip("hubs", hub.id),
  })));
  parts.most.replaceChildren(...most(graph, selection).map(([node, count]) => h("li", {},
    h("button", { class: "plain jump", type: "button", data: { key: `most-${node.id}` }, on: { click: () => state.set({ focus: node.id, path: null, depth: 1, compare: [] }) } },
      mark(node.kind), h("span", {}, node.label), h("span", { class: "count" }, count.toLocaleString("en"))))));
  if (keep) document.querySelector(`[data-key="${CSS.escape(keep)}"]`)?.focus({ preventScroll: true });
}

/** Tells when only the most linked things were sent, and leads to all of them. */
function part(holder, graph) {
  const { length } = graph.nodes;
  holder.hidden = length >= graph.total;
  const query = new URLSearchParams(location.search);
  query.set("limit", String(Math.min(graph.total, LARGEST)));
  holder.replaceChildren(`The ${length.toLocaleString("en")} most linked of ${graph.total.toLocaleString("en")} things are drawn. `,
    h("a", { href: `/explore?${query}` }, graph.total > LARGEST ? "Draw more" : "Draw all"));
}

/** The communities of what is shown, most members first; each opens. */
function communities(parts, graph, selection, state, value) {
  const opened = value.community ? graph.communityOf(value.community) : null;
  const open = (one) => state.set({ community: one.id, focus: null, path: null, depth: 1, compare: [] });
  const item = (one) => h("li", {}, h("button", {
    class: "plain jump community", type: "button", "aria-current": one.index === opened ? "true" : null, data: { key: `community-${one.id}` }, on: { click: () => open(one) },
  }, h("span", {}, one.label), h("span", { class: "count" }, one.shown.toLocaleString("en"))));
  const sorted = selection.groups.list.slice().sort((a, b) => b.shown - a.shown || a.index - b.index);
  const held = parts.communities.querySelector("ul") ?? h("ul", { class: "bare" });
  held.replaceChildren(...folded(held, sorted, MOST_COMMUNITIES, (one) => one.index === opened, item, "communities"));
  return [h("h2", { id: "rail-communities" }, `Communities (${sorted.length})`), held];
}

/** The first few of many and those that `keep` holds; the rest at the press of a button. */
function folded(holder, all, most, keep, show, name) {
  const rest = all.length - most;
  if (rest <= 1 || holder.dataset.unfolded) return all.map(show);
  const unfold = () => {
    holder.dataset.unfolded = "true";
    const more = all.filter((one, i) => i >= most && !keep(one)).map(show);
    button.replaceWith(...more);
    more[0].querySelector("input, button").focus();
  };
  const button = h("button", { class: "plain unfold", type: "button", on: { click: unfold } }, `Show all ${all.length} ${name}`);
  return [...all.filter((one, i) => i < most || keep(one)).map(show), holder.tagName === "UL" ? h("li", {}, button) : button];
}

/** All reports stand ticked at first; unticking one leaves the others. */
function documents(graph, state, value, key) {
  const now = new Set(value.documents.length ? value.documents : graph.documents.map((one) => one.id));
  if (!now.delete(key)) now.add(key);
  const all = now.size === graph.documents.length || now.size === 0;
  state.set({ documents: all ? [] : [...now] });
}

function most(graph, selection) {
  return selection.nodes
    .filter((node) => node.kind !== "recommendation")
    .map((node) => [node, [...graph.neighbours(node.id)].filter((id) => selection.reach.has(id)).length])
    .sort((a, b) => b[1] - a[1] || a[0].label.localeCompare(b[0].label))
    .slice(0, MOST);
}

function box({ key, on, count, label, sign, flip }) {
  return h("label", { class: sign ? "switch" : "switch bare-switch" },
    h("input", { type: "checkbox", checked: on, data: { key }, on: { change: flip } }),
    sign ?? null, h("span", {}, label), h("span", { class: "count" }, count.toLocaleString("en")));
}

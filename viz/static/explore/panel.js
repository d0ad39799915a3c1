// The panel: what is selected, its recommendations, its company; a recommendation's exact words.
import { h, mark } from "./dom.js";
import { tiedTo, told } from "./communities.js";
import { SINGULAR, companions } from "./graph.js";
import { EXPAND_CAP, common } from "./selection.js";

const COMPANY = 8;
const MOST_SAID = 200;

export class Panel {
  /** @param on {focus(id), pathFrom(id), expand(id), open(community id), clear()} */
  constructor(holder, on) {
    this.holder = holder;
    this.on = on;
    this.intro = [...holder.childNodes];
    this.company = COMPANY;
    this.kept = new Map();
  }

  show(graph, selection, emphasis, state) {
    [this.graph, this.selection, this.emphasis, this.state] = [graph, selection, emphasis, state];
    const key = `${state.focus} ${state.path} ${state.compare} ${state.community}`;
    if (this.key !== key) this.holder.scrollTop = 0;
    if (this.key !== key) this.company = COMPANY;
    this.key = key;
    if (state.compare.length) this.holder.replaceChildren(...this.#compared());
    else if (emphasis.focus && state.path) this.holder.replaceChildren(...this.#path());
    else if (state.focus && graph.node(state.focus)) this.#node(graph.node(state.focus));
    else if (emphasis.opened !== null) this.holder.replaceChildren(...this.#community());
    else this.holder.replaceChildren(...this.intro);
  }

  #node(node) {
    const recommendation = node.kind === "recommendation";
    this.holder.replaceChildren(
      ...this.#title(node),
      h("div", { class: "row" },
        h("button", { class: "button", type: "button", "aria-pressed": String(this.state.depth === 2), on: { click: () => this.on.expand(node.id) } }, "Expand"),
        h("button", { class: "button", type: "button", on: { click: () => this.on.pathFrom(node.id) } }, "Path to…"),
        copy(), h("a", { class: "button", href: address(node) }, "Open page"), this.#close()),
      ...(recommendation ? [h("div", { "aria-live": "polite", "aria-busy": "true" }, h("p", { class: "soft" }, "Reading the source text…"))] : this.#entity(node)));
    if (recommendation) this.#fragment(node, this.holder.lastElementChild);
  }

  /** On small screens the panel covers the list, so it can be put away. */
  #close() {
    return h("button", { class: "button close", type: "button", on: { click: () => this.on.clear() } }, "Close");
  }

  #title(node) {
    return [
      h("p", { class: "kind" }, mark(node.kind), SINGULAR[node.kind], node.number ? h("span", { class: "cite" }, node.title) : null),
      h("h2", {}, node.label),
      node.kind !== "recommendation" && node.title.toLocaleLowerCase() !== node.label.toLocaleLowerCase() ? h("p", { class: "soft small" }, node.title) : "",
    ];
  }

  #entity(node) {
    const { graph, selection } = this;
    const said = [...graph.neighbours(node.id)].filter((id) => selection.reach.has(id)).map((id) => graph.node(id));
    said.sort((a, b) => a.document.localeCompare(b.document) || a.number.localeCompare(b.number, "en", { numeric: true }));
    const above = said.filter((one) => graph.isByParagraph(one.id, node.id)).length;
    const beside = companions(graph, node.id, selection.reach);
    const most = this.state.depth === 2 ? Math.max(this.company, EXPAND_CAP) : this.company;
    const rest = beside.length - most;
    const more = () => { this.company = most + EXPAND_CAP; this.#node(node); };
    return [
      h("h3", {}, `Recommendations (${said.length})`),
      said.length < node.count && h("p", { class: "soft small" }, `Of ${node.count} in all; the others are filtered out or not drawn.`),
      above && h("p", { class: "soft small" }, `${said.length - above} ${said.length - above === 1 ? "names" : "name"} it, ${above} more ${above === 1 ? "asks it as an item" : "ask it as items"} of a paragraph that does.`),
      h("ul", { class: "bare links" }, ...said.map((one) => this.#link(one, one.title))),
      h("h3", {}, `Named together with (${beside.length})`),
      h("ul", { class: "bare links" }, ...beside.slice(0, most).map(([one, shared]) => this.#link(one, `${shared} shared`))),
      rest > 0 && h("button", { class: "button", type: "button", on: { click: more } }, `Show more (${rest})`),
    ].filter(Boolean);
  }

  #link(node, aside) {
    return h("li", {}, mark(node.kind), h("span", {},
      h("button", { class: "plain", type: "button", on: { click: () => this.on.focus(node.id) } }, node.label),
      h("span", { class: "cite" }, aside)));
  }

  /** A community: what is most central in it, what it is tied to, its recommendations. */
  #community() {
    const { groups, nodes } = this.selection;
    const one = groups.byIndex[this.emphasis.opened];
    const members = nodes.filter((node) => node.community === one.index);
    const links = (node) => [...this.graph.neighbours(node.id)].filter((id) => this.selection.reach.has(id)).length;
    const named = members.filter((node) => node.kind !== "recommendation").map((node) => [node, links(node)]).sort((a, b) => b[1] - a[1] || (a[0].id < b[0].id ? -1 : 1));
    const said = members.filter((node) => node.kind === "recommendation");
    const tied = tiedTo(groups, one.index);
    const opens = (other) => h("button", { class: "plain", type: "button", on: { click: () => this.on.open(other.id) } }, other.label);
    return [
      h("p", { class: "kind" }, "Community"), h("h2", {}, one.label),
      h("p", { class: "soft small" }, `${told(one)} that keep company.`),
      h("div", { class: "row" }, copy(), h("button", { class: "button", type: "button", on: { click: () => this.on.clear() } }, "All communities")),
      h("h3", {}, `Most central (${named.length})`), this.#list(named.map(([node, count]) => [node, `${count} links`])),
      h("h3", {}, `Linked communities (${tied.length})`),
      h("ul", { class: "bare links" }, ...tied.slice(0, COMPANY).map(([other, count]) => h("li", {}, mark("community"), h("span", {}, opens(other), h("span", { class: "cite" }, `${count} links`))))),
      h("h3", {}, `Recommendations (${said.length})`), this.#list(said.slice(0, MOST_SAID).map((node) => [node, node.title])),
      said.length > MOST_SAID && h("p", { class: "soft small" }, `The first ${MOST_SAID} are listed; Columns and Table hold all.`),
    ].filter(Boolean);
  }

  #path() {
    const { graph, emphasis, state } = this;
    const [from, to] = [graph.node(state.focus), graph.node(state.path)];
    const chain = emphasis.chain?.map((id) => graph.node(id));
    return [
      h("p", { class: "kind" }, "Path"),
      h("h2", {}, `${from.label} – ${to?.label ?? state.path}`),
      h("div", { class: "row" }, copy(), h("button", { class: "button", type: "button", on: { click: () => this.on.focus(from.id) } }, "Leave path")),
      chain ? h("ol", { class: "bare links" }, ...chain.map((node) => this.#link(node, node.number ? node.title : SINGULAR[node.kind])))
        : h("p", {}, "Nothing that is shown links the two. Showing more kinds or reports may."),
    ];
  }

  #compared() {
    const { graph, selection, state } = this;
    const picked = state.compare.map((id) => graph.node(id)).filter(Boolean);
    const shared = common(graph, picked.map((node) => node.id), selection.reach);
    const several = new Set(shared.map(([node]) => node.id));
    const aside = (count) => (picked.length > 2 ? `${count} of ${picked.length}` : "");
    return [
      h("p", { class: "kind" }, `${picked.length} compared`),
      h("h2", { class: "visually-hidden" }, picked.map((node) => node.label).join(" · ")),
      h("ul", { class: "bare links" }, ...picked.map((node) => this.#link(node, SINGULAR[node.kind]))),
      h("div", { class: "row" }, copy(), h("button", { class: "button", type: "button", on: { click: () => this.on.clear() } }, "Clear")),
      h("h3", {}, `Linked to ${picked.length > 2 ? "several" : "both"} (${shared.length})`),
      this.#list(shared.map(([node, count]) => [node, aside(count)])),
      ...picked.flatMap((node) => {
        const alone = [...graph.neighbours(node.id)].filter((id) => selection.reach.has(id) && !several.has(id)).map((id) => graph.node(id));
        return [h("h3", {}, `Only ${node.label} (${alone.length})`), this.#list(alone.map((one) => [one, one.number ?? ""]))];
      }),
    ];
  }

  /** Links with what is said beside each; beyond the first few behind a fold. */
  #list(pairs) {
    if (!pairs.length) return h("p", { class: "soft small" }, "nothing");
    const items = pairs.map(([node, aside]) => this.#link(node, aside));
    const rest = items.slice(COMPANY);
    return h("div", {}, h("ul", { class: "bare links" }, ...items.slice(0, COMPANY)),
      rest.length ? h("details", { class: "more" }, h("summary", {}, `${rest.length} more`), h("ul", { class: "bare links" }, ...rest)) : null);
  }

  /** The server's own rendering of the unit: its text with marks, statements and relations. */
  async #fragment(node, place) {
    try {
      let text = this.kept.get(node.id);
      if (!text) {
        const answer = await fetch(`${address(node)}/panel`, { headers: { accept: "text/html" } });
        if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
        text = await answer.text();
        this.kept.set(node.id, text);
      }
      const parsed = new DOMParser().parseFromString(text, "text/html");
      place.replaceChildren(...parsed.body.childNodes);
    } catch (error) {
      place.replaceChildren(h("p", { class: "notice error" }, `The text could not be read: ${error.message}.`));
    }
    place.removeAttribute("aria-busy");
    for (const link of place.querySelectorAll("a[data-entity], a[data-unit]")) {
      const id = link.dataset.entity ?? link.dataset.unit;
      if (!this.graph.node(id)) continue;
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.on.focus(id);
      });
    }
  }
}

/** The page of a node. */
export function address(node) {
  if (node.kind !== "recommendation") return `/entities/${encodeURIComponent(node.id)}`;
  return `/recommendations/${node.id.split("/").map(encodeURIComponent).join("/")}`;
}

function copy() {
  const button = h("button", { class: "button", type: "button" }, "Copy link");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copy the address bar";
    }
    setTimeout(() => { button.textContent = "Copy link"; }, 1800);
  });
  return button;
}

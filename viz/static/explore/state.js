// State: what is looked at. The address is the state, so that every view can be linked and undone.
import { KINDS } from "./graph.js";

const VIEWS = ["map", "columns", "table"];

export function parse(query, fallbackView = "map") {
  const given = new URLSearchParams(query);
  const list = (name) => given.getAll(name).filter(Boolean);
  return {
    view: VIEWS.includes(given.get("view")) ? given.get("view") : fallbackView,
    focus: given.get("focus") || null,
    depth: given.get("depth") === "2" ? 2 : 1,
    path: given.get("path") || null,
    hide: list("hide").filter((kind) => KINDS.includes(kind)),
    documents: list("document"),
    hubs: list("hub"),
    compare: list("compare"),
    community: given.get("community") || null,
    groups: given.get("groups") !== "off",
    limit: given.get("limit"),
  };
}

export function format(state, fallbackView = "map") {
  const query = new URLSearchParams();
  if (state.view !== fallbackView) query.set("view", state.view);
  for (const name of ["community", "focus", "path", "limit"]) if (state[name]) query.set(name, state[name]);
  if (!state.groups) query.set("groups", "off");
  if (state.depth === 2) query.set("depth", "2");
  for (const kind of state.hide) query.append("hide", kind);
  for (const key of state.documents) query.append("document", key);
  for (const key of state.hubs) query.append("hub", key);
  for (const key of state.compare) query.append("compare", key);
  const text = query.toString();
  return text ? `?${text}` : location.pathname;
}

export class State {
  constructor(fallbackView) {
    this.fallbackView = fallbackView;
    this.listeners = [];
    this.value = parse(location.search, fallbackView);
    // How many steps of this visit lie behind: the browser keeps the number with each of them.
    this.steps = history.state?.steps ?? 0;
    addEventListener("popstate", (event) => {
      this.steps = event.state?.steps ?? 0;
      this.#tell(parse(location.search, fallbackView));
    });
  }

  get undoable() {
    return this.steps > 0;
  }

  /** Go one step back, never out of the page. */
  undo() {
    if (this.undoable) history.back();
  }

  /** Change something; the former state stays one step back. */
  set(change) {
    const next = { ...this.value, ...change };
    const address = format(next, this.fallbackView);
    if (address === format(this.value, this.fallbackView)) return;
    this.steps += 1;
    history.pushState({ steps: this.steps }, "", address);
    this.#tell(next);
  }

  listen(listener) {
    this.listeners.push(listener);
  }

  #tell(value) {
    const before = this.value;
    this.value = value;
    for (const listener of this.listeners) listener(value, before);
  }
}

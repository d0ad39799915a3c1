// The search box: suggestions from the graph, the full text one step further.
import { h, mark } from "./dom.js";

const MOST = 9;

export function search(input, { nodes, pick }) {
  const list = h("ul", { class: "suggestions bare", role: "listbox", id: "suggestions", "aria-label": "Suggestions", hidden: true });
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "suggestions");
  input.setAttribute("aria-expanded", "false");
  let found = [];
  let at = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const render = () => {
    list.replaceChildren(...found.map((one, i) => h("li", {
      role: "option", id: `suggestion-${i}`, "aria-selected": String(i === at),
      on: { pointerdown: (event) => { event.preventDefault(); take(i); } },
    }, ...(one.node ? [mark(one.node.kind), h("span", {}, one.node.label), h("span", { class: "cite" }, one.node.number ?? `${one.node.count}`)] : [h("span", {}, `Search the text for “${one.text}”`)]))));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    if (found.length) input.setAttribute("aria-activedescendant", `suggestion-${at}`);
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  };

  const take = (i) => {
    const one = found[i];
    close();
    if (!one) return;
    if (one.node) {
      input.value = "";
      pick(one.node.id);
    } else location.assign(`/recommendations?${new URLSearchParams({ q: one.text })}`);
  };

  input.addEventListener("input", () => {
    const text = input.value.trim();
    found = text ? [...ranked(nodes(), text).slice(0, MOST).map((node) => ({ node })), { text }] : [];
    at = 0;
    render();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { input.value = ""; found = []; close(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      render();
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(at);
    }
  });
  input.addEventListener("blur", close);
}

/** Nodes whose name starts with the text first, then those in which a word does, then any that hold it. */
export function ranked(nodes, text) {
  const wanted = text.toLocaleLowerCase();
  const score = (node) => {
    const [label, title] = [node.label.toLocaleLowerCase(), node.title.toLocaleLowerCase()];
    if (label.startsWith(wanted)) return 0;
    if (title.startsWith(wanted)) return 1;
    if (`${label} ${title} ${node.id}`.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
    return label.includes(wanted) || title.includes(wanted) ? 3 : 9;
  };
  return nodes
    .map((node) => [score(node) + (node.kind === "recommendation" ? 0.5 : 0), node])
    .filter(([value]) => value < 9)
    .sort((a, b) => a[0] - b[0] || b[1].count - a[1].count)
    .map(([, node]) => node);
}

// The editor: a real textarea with a coloured copy of its text behind it.
import { h } from "../explore/dom.js";
import { missing, tokens } from "./tokens.js";

export class Editor {
  constructor({ area, layer, numbers, prefixes }) {
    Object.assign(this, { area, layer, numbers, prefixes });
    this.bad = null;
    area.addEventListener("input", () => { this.bad = null; this.render(); });
    this.render();
  }

  get text() {
    return this.area.value;
  }

  render() {
    const { text } = this;
    const lines = text.split("\n").length;
    this.layer.replaceChildren(...tokens(text).map((part) => (part.type ? h("span", { class: `t-${part.type}` }, part.text) : part.text)), "\n");
    this.numbers.replaceChildren(...Array.from({ length: lines }, (_, i) =>
      h("span", { class: this.bad === i + 1 ? "bad" : null }, `${i + 1}\n`)));
    this.area.rows = Math.max(lines + 1, 10);
    // As wide as its widest line, so that the sheet scrolls as one.
    this.area.style.width = `${Math.max(this.layer.scrollWidth, 0)}px`;
  }

  /** Mark the line where an error stands, and put the cursor there. */
  mark(line, column) {
    this.bad = line;
    this.render();
    this.numbers.querySelector(".bad")?.scrollIntoView({ block: "nearest" });
    const start = this.text.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    this.area.setSelectionRange(start + Math.max((column ?? 1) - 1, 0), start + Math.max((column ?? 1) - 1, 0));
  }

  /** Replace a range, keeping the browser's own undo. */
  insert(from, to, text) {
    this.area.focus();
    this.area.setSelectionRange(from, to);
    // The only way that keeps Ctrl+Z; where it is gone, the range is set directly.
    if (!document.execCommand?.("insertText", false, text)) {
      this.area.setRangeText(text, from, to, "end");
      this.area.dispatchEvent(new Event("input"));
    }
  }

  /** Declare the well-known prefixes that are used. */
  declare() {
    const names = missing(this.text, this.prefixes);
    if (!names.length) return;
    const lines = names.map((name) => `PREFIX ${name}: <${this.prefixes[name]}>\n`).join("");
    const { selectionStart: start, selectionEnd: end } = this.area;
    this.area.setRangeText(lines, 0, 0, "preserve");
    this.area.setSelectionRange(start + lines.length, end + lines.length);
    this.render();
  }
}

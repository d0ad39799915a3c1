// Marks: a card that tells what a mark is and why it stands there, on hover, focus and tap.
import { h } from "./explore/dom.js";

const GAP = 6;

/** Give the marks inside `place` a card. A tap tells first; the card's link leads on. */
export function marks(place) {
  const card = h("div", { class: "why-card", id: "why-card", role: "tooltip", hidden: true });
  document.body.append(card);
  let shown = null;

  const hide = () => {
    shown?.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  };
  const show = (mark) => {
    if (shown === mark) return;
    hide();
    shown = mark;
    card.replaceChildren(...mark.dataset.why.split("\n").map((line) => told(line)), h("a", { href: mark.href, tabindex: "-1" }, "Open its page"));
    card.hidden = false;
    mark.setAttribute("aria-describedby", card.id);
    beside(card, mark.getClientRects()[0]);
  };

  for (const mark of place.querySelectorAll(".m")) {
    // The browser's own tooltip would say the same beside the card.
    mark.dataset.why = mark.title;
    mark.removeAttribute("title");
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(mark); });
    mark.addEventListener("pointerdown", (event) => { mark.tapped = event.pointerType !== "mouse" && shown !== mark; });
    mark.addEventListener("click", (event) => {
      if (!mark.tapped) return;
      event.preventDefault();
      mark.tapped = false;
      show(mark);
    });
  }
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && !event.target.closest(".m, .why-card") && document.activeElement !== shown) hide();
  });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".m, .why-card")) hide(); });
  document.addEventListener("focusout", (event) => { if (event.target === shown && !card.contains(event.relatedTarget)) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

function told(line) {
  const at = line.indexOf(": ");
  return h("p", {}, h("strong", {}, line.slice(0, at)), ` – ${line.slice(at + 2)}`);
}

/** Under a box where there is room, else above; never beyond the sides. */
function beside(card, box) {
  const { offsetWidth: width, offsetHeight: height } = card;
  const under = box.bottom + GAP + height < innerHeight || box.top < height + GAP;
  card.style.left = `${scrollX + Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8))}px`;
  card.style.top = `${scrollY + (under ? box.bottom + GAP : box.top - GAP - height)}px`;
}

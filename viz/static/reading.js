// Reading: marks that tell why they stand, marks switched by type, a minimap to jump by, a citation to copy.
import { marks } from "./marks.js";

marks(document.querySelector(".reading, .document"));
for (const lane of document.querySelectorAll(".lane")) {
  lane.addEventListener("click", (event) => {
    const box = lane.getBoundingClientRect();
    const at = (1000 * (event.clientX - box.left)) / box.width;
    const nearest = [...lane.querySelectorAll("[data-href]")].sort((a, b) => Math.abs(a.x.baseVal.value - at) - Math.abs(b.x.baseVal.value - at))[0];
    if (nearest) location.assign(nearest.dataset.href);
  });
}
for (const box of document.querySelectorAll("[data-marks]")) {
  box.addEventListener("change", () => document.querySelector(".document").classList.toggle(`hide-${box.dataset.marks}`, !box.checked));
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent.trim();
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
      button.textContent = "Selected: press Ctrl+C";
    }
    setTimeout(() => { button.textContent = before; }, 1800);
  });
}

// Reading: marks switched by type; a citation to copy.
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

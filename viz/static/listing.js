// The list: filters apply as they are ticked, keys walk the results. Without this, "Apply" does it.
const form = document.getElementById("filters");

// Empty fields do not belong in an address that people pass on.
form.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (value === "" || (name === "sort" && value === "order")) event.formData.delete(name);
});
form.addEventListener("change", (event) => {
  if (event.target.matches("[type=checkbox], select, [type=date]")) form.requestSubmit();
});
if (matchMedia("(max-width: 900px)").matches) form.querySelector(".fold").open = false;

const results = [...document.querySelectorAll(".result")];
let at = -1;
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { j: 1, k: -1 }[event.key];
  if (!step || !results.length) return;
  at = Math.min(Math.max(at + step, 0), results.length - 1);
  results.forEach((one, i) => one.classList.toggle("current", i === at));
  results[at].querySelector("a").focus();
});

// Long lists to pick from: what is typed above one narrows it, whatever the marks and capitals.
// A ticked row stays in sight; nothing is sent when Enter is pressed in the search field.

function folded(text) {
  const bare = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return bare.toLowerCase().replaceAll("đ", "d").replace(/\s+/g, " ").trim();
}

function narrow(rows, search, note) {
  const words = folded(search.value);
  let found = 0;
  for (const row of rows) {
    const fits = folded(row.textContent).includes(words);
    found += fits ? 1 : 0;
    row.hidden = !fits && !row.querySelector("input").checked;
  }
  note.textContent = words ? `${found} đơn vị phù hợp` : "";
}

for (const filter of document.querySelectorAll("[data-pick-filter]")) {
  const rows = [...filter.nextElementSibling.querySelectorAll("tr")];
  const search = filter.querySelector("input");
  const note = filter.querySelector("p");
  filter.hidden = false;
  search.addEventListener("input", () => narrow(rows, search, note));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
}

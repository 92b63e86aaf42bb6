// Long lists to pick from: what is typed above one narrows it, whatever the marks and capitals, and
// the rows in sight are ticked or left out at once. Rows out of sight are sent as they stand.

function folded(text) {
  const bare = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return bare.toLowerCase().replaceAll("đ", "d").replace(/\s+/g, " ").trim();
}

for (const filter of document.querySelectorAll("[data-pick-filter]")) {
  const boxes = [...filter.nextElementSibling.querySelectorAll("input")];
  const search = filter.querySelector("input");
  const note = filter.querySelector("[aria-live]");
  const rowOf = (box) => box.closest("tr");

  const count = () => {
    const found = boxes.filter((box) => !rowOf(box).hidden).length;
    const chosen = boxes.filter((box) => box.checked).length;
    note.textContent = `Đang hiện ${found}, đã chọn ${chosen} trong ${boxes.length} đơn vị.`;
  };

  const narrow = () => {
    const words = folded(search.value);
    for (const box of boxes) {
      rowOf(box).hidden = !folded(rowOf(box).textContent).includes(words);
    }
    count();
  };

  for (const button of filter.querySelectorAll("[data-pick]")) {
    button.addEventListener("click", () => {
      for (const box of boxes) {
        if (!rowOf(box).hidden) box.checked = button.dataset.pick === "all";
      }
      count();
    });
  }
  search.addEventListener("input", narrow);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
  filter.nextElementSibling.addEventListener("change", count);
  filter.hidden = false;
  narrow();
}

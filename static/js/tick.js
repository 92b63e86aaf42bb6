// One tick for all rows of a group: it ticks them or leaves them out, and shows how many are ticked.
// It is sent like any other, so it must never say more than the rows do. What has to be looked at by
// itself (data-tick-apart) is left alone.

for (const whole of document.querySelectorAll("[data-tick-all]")) {
  const group = whole.closest("fieldset");
  const rows = [...group.querySelectorAll("input[type=checkbox]")].filter(
    (box) => box !== whole && !("tickApart" in box.dataset),
  );

  const reflect = () => {
    const ticked = rows.filter((box) => box.checked).length;
    whole.checked = ticked === rows.length;
    whole.indeterminate = ticked > 0 && ticked < rows.length;
  };

  whole.addEventListener("change", () => {
    for (const box of rows) box.checked = whole.checked;
  });
  group.addEventListener("change", reflect);
  window.addEventListener("pageshow", reflect);
}

// A grid of text cells: keys move between them and a block copied from a spreadsheet pastes into
// them. Without this script it is a form like any other.

const form = document.querySelector("[data-grid]");
const note = form?.querySelector("[data-grid-note]");
const reason = form?.querySelector("[data-grid-reason]");
const rows = [...(form?.querySelectorAll("tbody tr") ?? [])]
  .map((row) => [...row.querySelectorAll("input")])
  .filter((cells) => cells.length > 0);
const cells = rows.flat();

function placeOf(cell) {
  const row = rows.findIndex((one) => one.includes(cell));
  return row < 0 ? null : { row, column: rows[row].indexOf(cell) };
}

function focusOn(row, column) {
  const cell = rows[row]?.[column];
  cell?.focus();
  cell?.select();
}

const STEPS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
};

// Left and right leave a cell only from the end of its text, or when all of it is selected.
function staysInside(cell, key) {
  if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
  const { selectionStart: start, selectionEnd: end, value } = cell;
  if (start === 0 && end === value.length) return false;
  return key === "ArrowLeft" ? end > 0 : start < value.length;
}

function move(event) {
  const step = STEPS[event.key];
  const place = step && placeOf(event.target);
  if (!place || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (staysInside(event.target, event.key)) return;
  event.preventDefault();
  const back = event.key === "Enter" && event.shiftKey ? -1 : 1;
  focusOn(place.row + back * step[0], place.column + step[1]);
}

function blockOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((value) => value.trim()));
}

function paste(event) {
  const place = placeOf(event.target);
  const block = blockOf(event.clipboardData.getData("text"));
  if (!place || (block.length === 1 && block[0].length === 1)) return;
  event.preventDefault();
  let outside = 0;
  block.forEach((line, down) => {
    line.forEach((value, right) => {
      const cell = rows[place.row + down]?.[place.column + right];
      if (cell) cell.value = value;
      else outside += 1;
    });
  });
  const beyond = outside ? ` ${outside} ô nằm ngoài bảng đã bỏ qua.` : "";
  note.textContent = `Đã dán ${block.length} dòng, chưa ghi.${beyond}`;
  showReason();
}

// The reason is asked for once a number that stood there was changed; a page that came back keeps it.
function showReason() {
  if (!reason || reason.dataset.gridReason === "asked") return;
  reason.hidden = !cells.some((cell) => cell.defaultValue && cell.value !== cell.defaultValue);
}

form?.addEventListener("keydown", move);
form?.addEventListener("paste", paste);
form?.addEventListener("input", showReason);
if (form) showReason();
form?.querySelector('[aria-invalid="true"]')?.focus();

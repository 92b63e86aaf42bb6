// A grid of cells: keys move between them and a block copied from a spreadsheet pastes into them.
// Without this script it is a form like any other.

const form = document.querySelector("[data-grid]");
const note = form?.querySelector("[data-grid-note]");
const reason = form?.querySelector("[data-grid-reason]");

// `data-grid` selects the cells of a row; looked up each time, since a newer row may replace one.
function cellRows() {
  return [...(form?.querySelectorAll("tbody tr") ?? [])]
    .map((row) => [...row.querySelectorAll(form.dataset.grid)])
    .filter((cells) => cells.length > 0);
}

function placeOf(rows, cell) {
  const row = rows.findIndex((one) => one.includes(cell));
  return row < 0 ? null : { row, column: rows[row].indexOf(cell) };
}

// A row may have fewer cells than the one before it.
function focusOn(rows, row, column) {
  const cell = rows[row]?.[Math.min(column, rows[row].length - 1)];
  cell?.focus();
  cell?.select?.();
}

const STEPS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
};

// Left and right leave a cell only from the end of its text, or when all of it is selected. Lists
// and long texts keep the keys that they use themselves.
function staysInside(cell, key) {
  if (cell.type === "textarea") return true;
  if (cell.type === "select-one") return key !== "Enter";
  if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
  const { selectionStart: start, selectionEnd: end, value } = cell;
  if (start === 0 && end === value.length) return false;
  return key === "ArrowLeft" ? end > 0 : start < value.length;
}

// As in a spreadsheet, Enter after a run of Tabs goes below the cell in which the run began.
let runBegan = null;

function noteTab(event) {
  const place = placeOf(cellRows(), event.target);
  if (place && runBegan === null && !event.shiftKey) runBegan = place.column;
}

function move(event) {
  if (event.key === "Tab") noteTab(event);
  const step = STEPS[event.key];
  const rows = step && cellRows();
  const place = step && placeOf(rows, event.target);
  if (!place || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (staysInside(event.target, event.key)) return;
  event.preventDefault();
  const isEnter = event.key === "Enter";
  const back = isEnter && event.shiftKey ? -1 : 1;
  const column = (isEnter ? runBegan : null) ?? place.column;
  endRun();
  focusOn(rows, place.row + back * step[0], column + step[1]);
}

function endRun() {
  runBegan = null;
}

function blockOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((value) => value.trim()));
}

// A list takes the choice of these words; what no cell can take is counted.
function fill(cell, value) {
  if (cell?.type !== "select-one") {
    if (cell) cell.value = value;
  } else {
    const choice = [...cell.options].find((option) => option.text === value);
    if (!choice) return false;
    cell.value = choice.value;
  }
  cell?.dispatchEvent(new Event("input", { bubbles: true }));
  return Boolean(cell);
}

function paste(event) {
  const rows = cellRows();
  const place = placeOf(rows, event.target);
  const block = blockOf(event.clipboardData.getData("text"));
  if (!place || (block.length === 1 && block[0].length === 1)) return;
  event.preventDefault();
  let outside = 0;
  block.forEach((line, down) => {
    line.forEach((value, right) => {
      if (!fill(rows[place.row + down]?.[place.column + right], value)) outside += 1;
    });
  });
  const beyond = outside ? ` ${outside} ô không dán được đã bỏ qua.` : "";
  note.textContent = `Đã dán ${block.length} dòng${note.dataset.gridNote}.${beyond}`;
}

// The reason is asked for once a number that stood there was changed; a page that came back keeps it.
function showReason() {
  if (!reason || reason.dataset.gridReason === "asked") return;
  reason.hidden = !cellRows().flat().some((cell) => cell.defaultValue && cell.value !== cell.defaultValue);
}

form?.addEventListener("keydown", move);
form?.addEventListener("pointerdown", endRun);
form?.addEventListener("paste", paste);
form?.addEventListener("input", showReason);
if (form) showReason();
form?.querySelector('[aria-invalid="true"]')?.focus();

// Entering a quarter: every change is sent by itself and says so. What is not stored yet is kept in
// this browser, and is there again after a fault, a lost connection or a page left in haste.
// Without this script the page is a form that is saved by its button.

const form = document.querySelector("[data-entry]");
const total = form?.querySelector("[data-entry-total]");
const PART = "[data-entry-part]";
const PAUSE = 1500; // ms without a key in a row that was changed, until it is sent
const RETRY = 10000; // ms until what could not be sent is tried again
const WORDS = {
  changed: "Chưa lưu",
  sending: "Đang lưu…",
  waiting: "Chưa gửi được; giữ trên máy này, sẽ tự gửi lại",
  refused: "Chưa lưu được",
};
const waits = new Map(); // the timer of each part that is still to be sent
const sent = new Map(); // what each part on its way said

const keyOf = (part) => `entry-${form.dataset.entry}-${part.id}`;
const partOf = (element) => element.closest?.(PART);
const fieldsOf = (part) => [...part.querySelectorAll("input, select, textarea")];
const isVersion = (field) => field.name.endsWith("-version");

function valuesOf(part) {
  const values = fieldsOf(part).map((field) => [
    field.name,
    field.type === "checkbox" ? field.checked : field.value,
  ]);
  return JSON.stringify(Object.fromEntries(values));
}

function typedOf(part) {
  return JSON.stringify(
    fieldsOf(part)
      .filter((field) => !isVersion(field))
      .map((field) => (field.type === "checkbox" ? field.checked : field.value)),
  );
}

// A full or a forbidden store costs only the safety net: the page still sends everything.
function keep(part) {
  try {
    localStorage.setItem(keyOf(part), valuesOf(part));
  } catch {
    // It is sent all the same.
  }
}

function forget(part) {
  clearTimeout(waits.get(part));
  waits.delete(part);
  try {
    localStorage.removeItem(keyOf(part));
  } catch {
    // Nothing was kept.
  }
}

function say(part, state) {
  if (WORDS[state]) part.querySelector("[data-entry-said]").textContent = WORDS[state];
  part.dataset.entryState = state;
  const open = form.querySelectorAll(`${PART}[data-entry-state]:not([data-entry-state="stored"])`);
  const left = open.length;
  total.textContent = left ? `${left} mục chưa lưu` : "Mọi thay đổi đã lưu";
}

function schedule(part, delay) {
  clearTimeout(waits.get(part));
  waits.set(part, setTimeout(() => send(part), delay));
}

function send(part) {
  if (!waits.has(part)) return;
  clearTimeout(waits.get(part));
  waits.delete(part);
  window.htmx.trigger(part, "entry:save");
}

function changed(part, delay = PAUSE) {
  keep(part);
  say(part, "changed");
  schedule(part, delay);
}

function answerOf(part) {
  return part.querySelector("[name$='-answer']");
}

// A number typed into a row that said "không phát sinh" says that there is one.
function answerByCell(part, cell) {
  const answer = answerOf(part);
  if (answer && cell.matches("[data-cell]") && cell.value) answer.value = "value";
}

function noneArisen(part) {
  for (const cell of part.querySelectorAll("[data-cell]")) cell.value = "";
  answerOf(part).value = "none_arisen";
  changed(part, 0);
  const cells = [...form.querySelectorAll("[data-cell]")];
  const isAfter = (cell) => part.compareDocumentPosition(cell) === Node.DOCUMENT_POSITION_FOLLOWING;
  cells.find(isAfter)?.focus();
}

function onInput(event) {
  const part = partOf(event.target);
  if (!part) return;
  answerByCell(part, event.target);
  const atOnce = event.target.type === "checkbox" || event.target.type === "select-one";
  changed(part, atOnce ? 0 : PAUSE);
}

function onKey(event) {
  const isEmptyCell = event.target.matches?.("input[data-cell]") && !event.target.value;
  if (event.key.toLowerCase() !== "k" || !isEmptyCell) return;
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  noneArisen(partOf(event.target));
}

function onLeave(event) {
  const part = partOf(event.target);
  if (part && !part.contains(event.relatedTarget)) send(part);
}

function onClick(event) {
  const part = partOf(event.target);
  const keepMine = event.target.closest("[data-entry-keep]");
  if (keepMine) {
    fieldsOf(part).find(isVersion).value = keepMine.dataset.entryKeep;
    changed(part, 0);
  } else if (event.target.closest("[data-entry-take]")) {
    forget(part);
    const request = { target: part, swap: "outerHTML" };
    window.htmx.ajax("GET", part.getAttribute("hx-post"), request);
  }
}

function beforeSending(event) {
  const part = event.target;
  if (!part.matches?.(PART) || event.detail.requestConfig.verb !== "post") return;
  sent.set(part, typedOf(part));
  say(part, "sending");
}

// The answer of an expired session or of a fault is none of ours: what was typed waits.
function afterSending(event) {
  const part = event.target;
  if (!sent.has(part)) return;
  const words = event.detail.xhr.getResponseHeader("HX-Trigger") ?? "";
  const isStored = event.detail.successful && words.includes("entry:stored");
  if (isStored) stored(part);
  else if (words.includes("entry:refused")) say(part, "refused");
  else waitFor(part);
  sent.delete(part);
  for (const field of fieldsOf(part)) {
    const error = document.getElementById(`${field.id}_error`);
    if (error) field.setAttribute("aria-invalid", String(Boolean(error.textContent.trim())));
  }
  part.classList.toggle("has-problems", part.querySelector(".text-danger:not(:empty)") !== null);
}

function stored(part) {
  if (typedOf(part) !== sent.get(part)) {
    changed(part);
    return;
  }
  forget(part);
  say(part, "stored");
}

function waitFor(part) {
  say(part, "waiting");
  schedule(part, RETRY);
}

function sendAll() {
  for (const part of [...waits.keys()]) send(part);
}

function restore() {
  for (const part of form.querySelectorAll(PART)) {
    const kept = localStorage.getItem(keyOf(part));
    if (kept === null) continue;
    const values = JSON.parse(kept);
    const before = typedOf(part);
    for (const field of fieldsOf(part)) {
      if (field.type === "checkbox") field.checked = values[field.name];
      else if (field.name in values) field.value = values[field.name];
    }
    if (typedOf(part) === before) forget(part);
    else changed(part, 0);
  }
}

if (form) {
  form.addEventListener("input", onInput);
  form.addEventListener("keydown", onKey);
  form.addEventListener("focusout", onLeave);
  form.addEventListener("click", onClick);
  form.addEventListener("htmx:beforeRequest", beforeSending);
  form.addEventListener("htmx:afterRequest", afterSending);
  window.addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", sendAll);
  restore();
}

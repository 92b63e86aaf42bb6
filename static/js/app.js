// Improvements to pages that work without any script.

const BUSY = "aria-busy";

// A form is sent once. Buttons are marked only after the browser has collected the form's values,
// and released when a page comes back from the back-forward cache or the answer was a download.
const RELEASE_AFTER_MS = 10000;

function markAsSent(form, submitter) {
  form.dataset.sent = "true";
  setTimeout(() => {
    submitter?.setAttribute(BUSY, "true");
    for (const button of submitButtons(form)) button.disabled = true;
  });
  setTimeout(() => release(form), RELEASE_AFTER_MS);
}

function release(form) {
  delete form.dataset.sent;
  for (const button of submitButtons(form)) {
    button.disabled = false;
    button.removeAttribute(BUSY);
  }
}

function submitButtons(form) {
  return [...form.elements].filter((element) => element.type === "submit");
}

function isConfirmed(submitter) {
  const question = submitter?.dataset.confirm;
  return !question || window.confirm(question);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent || !isConfirmed(event.submitter)) {
    event.preventDefault();
    return;
  }
  markAsSent(form, event.submitter);
});

window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) release(form);
});

// Menus and confirmations are <details>: one open at a time, closed by Escape or a click elsewhere.
const MENUS = "details[data-menu]";

function closeMenus(except) {
  for (const menu of document.querySelectorAll(`${MENUS}[open]`)) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest(MENUS)));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest(`${MENUS}[open]`);
  closeMenus();
  menu?.querySelector("summary").focus();
});

// On paper nothing can be opened any more: what is folded is unfolded while printing.
const FOLDED = "details:not([data-menu]):not([open])";

window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll(FOLDED)) {
    part.dataset.unfolded = "true";
    part.open = true;
  }
});

window.addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("details[data-unfolded]")) {
    part.open = false;
    delete part.dataset.unfolded;
  }
});

// What htmx could not do is said in words; what was typed stays in the page.
const FAILURES = {
  "htmx:sendError": "Không kết nối được máy chủ. Nội dung đã nhập vẫn còn trên màn hình, hãy thử lại.",
  "htmx:timeout": "Máy chủ chưa trả lời. Nội dung đã nhập vẫn còn trên màn hình, hãy thử lại.",
  "htmx:responseError": "Máy chủ không thực hiện được thao tác này. Hãy tải lại trang rồi thử lại.",
};

function connectionNote() {
  const existing = document.querySelector(".connection-note");
  if (existing) return existing;
  const note = document.createElement("p");
  note.className = "connection-note alert alert-danger";
  note.setAttribute("role", "alert");
  document.body.append(note);
  return note;
}

for (const [name, words] of Object.entries(FAILURES)) {
  document.addEventListener(name, () => {
    connectionNote().textContent = words;
  });
}

document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.successful) document.querySelector(".connection-note")?.remove();
});

// Writing: a counter of what is visible, a draft that survives a closed tab, keys to send and leave.

const PREFIX = "draft:";
// What one writes or chooses.
const KEPT = "textarea, select, input[type=text], input[type=url]";
// Older drafts were given up.
const KEEP_MS = 60 * 24 * 3600 * 1000;

// As the server counts: anchors count, addresses and backslashes do not (debates/models/visible_text.py).
export function visibleLength(markdown) {
  const shown = markdown
    .trim()
    .replace(/\[((?:\\.|[^\[\]\\])*)\]\((?:\\.|[^()\\\s]|\((?:\\.|[^()\\\s])*\))*\)/g, "$1")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
  return [...shown].length;
}

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // Forbidden by the browser's settings: then there are no drafts.
  }
}

function keyOf(form) {
  return PREFIX + location.pathname.replace(/(claims|sources)\/.*/, "") + form.dataset.draft;
}

function count(form) {
  const field = form.elements.text;
  const left = form.querySelector("[data-left]");
  if (!left) return;
  const remaining = Number(field.dataset.limit) - visibleLength(field.value);
  left.textContent = remaining;
  left.classList.toggle("composer__left--over", remaining < 0);
}

function restore(form) {
  const kept = JSON.parse(storage()?.getItem(keyOf(form)) ?? "{}");
  for (const field of form.querySelectorAll(KEPT)) {
    const said = kept[field.name];
    if (!said || field.ariaInvalid || field.value !== (field.defaultValue ?? field.value)) continue;
    field.value = said;
    const more = field.closest("details");
    if (more) more.open = true;
  }
  form.dataset.ready = "";
  count(form);
}

function forget(form) {
  storage()?.removeItem(keyOf(form));
}

function prepare(root = document) {
  for (const form of root.querySelectorAll("form[data-composer]:not([data-ready])")) restore(form);
}

function sweep() {
  const box = storage();
  if (!box) return;
  for (const key of Object.keys(box)) {
    if (!key.startsWith(PREFIX)) continue;
    const { at } = JSON.parse(box.getItem(key));
    if (!at || Date.now() - at > KEEP_MS) box.removeItem(key);
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-composer]");
  if (!form || !event.target.matches(KEPT)) return;
  const said = [...form.querySelectorAll(KEPT)].map(({ name, value }) => [name, value]);
  storage()?.setItem(keyOf(form), JSON.stringify({ ...Object.fromEntries(said), at: Date.now() }));
  count(form);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-composer]");
  if (!form) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Escape" && !event.isComposing) {
    form.querySelector("[data-cancel]")?.click();
  }
});

// Cancelling in place brings the invitation back without loading the page; the draft stays.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-cancel]");
  const slot = link?.closest(".composer");
  if (!slot?.dataset.invitation) return;
  event.preventDefault();
  slot.innerHTML = slot.dataset.invitation;
  window.htmx.process(slot);
  slot.querySelector("a").focus();
});

document.addEventListener("htmx:before:swap", (event) => {
  const slot = event.detail?.ctx?.target;
  if (slot?.classList?.contains("composer") && slot.querySelector(".composer__invitation, .suggestion__way")) {
    slot.dataset.invitation = slot.innerHTML;
  }
});

// A draft is forgotten only when the server has answered that the claim is there.
document.addEventListener("htmx:after:request", (event) => {
  const ctx = event.detail?.ctx;
  // The form itself, or "link here" in it: another claim stands in place of what was typed.
  const form = ctx?.sourceElement?.closest?.("form[data-composer]");
  const method = ctx?.request?.method?.toUpperCase();
  if (form && method === "POST" && ctx.response?.status === 200) {
    if (!ctx.response.headers?.get("HX-Redirect")) forget(form);
  }
});

document.addEventListener("htmx:after:swap", () => prepare());
sweep();
prepare();

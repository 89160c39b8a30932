// "@" and a few letters offer the people one can call; the list stands below the field.
//
// Without this module one writes the name in full.

const PAUSE_MS = 120;
const BEGUN = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{M}.'’ -]{0,40})$/u;

let field, list, chosen, timer, asked;

const options = () => [...(list?.querySelectorAll("[role=option]") ?? [])];

/** What stands between the last "@" and the cursor, if one is calling somebody. */
function begun() {
  if (field.selectionStart !== field.selectionEnd) return null;
  return field.value.slice(0, field.selectionStart).match(BEGUN)?.[1] ?? null;
}

function close() {
  clearTimeout(timer);
  list?.remove();
  list = chosen = asked = null;
  field?.removeAttribute("aria-activedescendant");
  field?.removeAttribute("aria-controls");
}

function mark(option) {
  chosen?.setAttribute("aria-selected", "false");
  chosen = option;
  chosen?.setAttribute("aria-selected", "true");
  chosen?.scrollIntoView({ block: "nearest" });
  if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
}

function show(html) {
  const known = list !== null && list !== undefined;
  if (!known) {
    list = document.createElement("ul");
    list.id = "mentions";
    list.className = "mentions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.dataset.mentionsLabel);
    field.after(list);
  }
  list.innerHTML = html;
  if (!options().length) return close();
  field.setAttribute("aria-controls", list.id);
  mark(options()[0]);
  if (!known) document.getElementById("announcement").textContent = field.dataset.mentionsLabel;
}

async function look(words) {
  asked = words;
  const address = `${field.dataset.mentions}?${new URLSearchParams({ words })}`;
  const answer = await fetch(address).catch(() => null);
  // Signed out meanwhile, or typed on: then nobody waits for this.
  if (!answer?.ok || answer.redirected || asked !== words || begun() !== words) return;
  show(await answer.text());
}

function put(option) {
  const from = field.selectionStart - begun().length;
  field.setRangeText(`${option.dataset.name} `, from, field.selectionStart, "end");
  close();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function follow() {
  const words = begun();
  if (words === null) return close();
  clearTimeout(timer);
  timer = setTimeout(() => look(words), PAUSE_MS);
}

function press(event) {
  if (!list || event.target !== field || event.ctrlKey || event.metaKey) return;
  const all = options();
  const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (turn) mark(all.at((all.indexOf(chosen) + turn) % all.length));
  else if (event.key === "Enter" || event.key === "Tab") put(chosen);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation(); // Esc would leave the form
}

export function attend(textarea) {
  if (textarea === field) return;
  close();
  field = textarea;
}

document.addEventListener("input", (event) => {
  if (event.target === field) follow();
});
document.addEventListener("keydown", press, true);
document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.(".mentions [role=option]");
  if (!option) return;
  event.preventDefault(); // the field keeps the focus
  put(option);
});
document.addEventListener("focusout", (event) => {
  if (event.target === field) close();
});

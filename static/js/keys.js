// One key for each thing one does often. A key presses what stands on the page, so whatever it
// does can be clicked as well, and may be done only by those who see it.
//
// A link or button says in aria-keyshortcuts which key presses it.

const OFF = "keys:off"; // single keys get in the way of some who speak to their computer
const VOTE_MS = 3000; // how long after v a number is a vote

let voteUntil = 0;
let sheet;

const isOn = () => {
  try {
    return !localStorage.getItem(OFF);
  } catch {
    return true; // Storage is forbidden: they stay on.
  }
};

function turn(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // Nothing to be remembered in.
  }
}

const focusedCard = () => document.activeElement?.closest(".claim");

/** The next or previous claim; from nowhere the first or the last. */
function step(by) {
  const cards = [...document.querySelectorAll(".cards .claim")].filter((card) => card.checkVisibility());
  const here = cards.indexOf(focusedCard());
  const next = here < 0 ? cards.at(by > 0 ? 0 : -1) : cards[here + by];
  next?.querySelector(".claim__open")?.focus();
}

/** Press whatever on the page answers to a key; a field is gone into. */
function pressWhatAnswersTo(key) {
  const found = [...document.querySelectorAll(`[aria-keyshortcuts="${key}"]`)];
  const shown = found.find((thing) => thing.checkVisibility());
  if (shown?.matches("input, select")) shown.focus();
  else shown?.click();
}

/** A card's form comes when its votes are opened; its buttons may still be on their way. */
function beginVote() {
  voteUntil = Date.now() + VOTE_MS;
  focusedCard()?.querySelector(".impact:not([open]) .impact__summary")?.click();
}

function vote(value) {
  voteUntil = 0;
  const place = focusedCard() ?? document.querySelector(".open");
  const choice = () => place?.querySelector(`.vote__choice[aria-label^="${value}:"]`);
  if (choice()) choice().click();
  else document.addEventListener("htmx:after:swap", () => choice()?.click(), { once: true });
}

async function openSheet() {
  sheet ??= await build();
  sheet?.showModal();
}

async function build() {
  const link = document.querySelector("[data-keys]");
  const headers = { "HX-Request": "true", "HX-Target": "div#keys-list" };
  const answer = await fetch(link.href, { headers }).catch(() => null);
  if (!answer?.ok || answer.redirected) return location.assign(link.href);
  const { on, close } = link.dataset;
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", "keys-title");
  dialog.innerHTML = `<div id="keys-list">${await answer.text()}</div>
    <form method="dialog" class="keys__foot">
      <label class="keys__choice"><input type="checkbox" id="keys-on"> <span></span></label>
      <button class="button" id="keys-close" autofocus></button>
    </form>`;
  dialog.querySelector("label span").textContent = on;
  dialog.querySelector("button").textContent = close;
  const box = dialog.querySelector("input");
  box.checked = isOn();
  box.addEventListener("change", () => turn(box.checked));
  document.body.append(dialog);
  return dialog;
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  l: () => focusedCard()?.querySelector(".claim__open")?.click(),
  v: beginVote,
};

export function press(event) {
  if (event.defaultPrevented || sheet?.open || !isOn()) return;
  // A key held down walks on; it must not vote on one claim after another.
  if (event.repeat && !"jk".includes(event.key)) return;
  const isVote = Date.now() < voteUntil && /^[0-4]$/.test(event.key);
  if (isVote) vote(event.key);
  else (ACTS[event.key] ?? (() => pressWhatAnswersTo(CSS.escape(event.key))))();
  event.preventDefault();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-keys]") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  openSheet();
});

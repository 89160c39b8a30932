// What has been said already appears under the field while one writes, quietly and never in the way.

import { visibleLength } from "./composer.js";

const PAUSE_MS = 400;
// Shorter drafts say too little; the server does not look for them either (debates/forms/drafts.py).
const FEWEST = 12;
// By slot: the pause that runs, the text last asked for, and the request whose answer is wanted.
const waiting = new WeakMap();
const asked = new WeakMap();
const latest = new WeakMap();

function slotOf(field) {
  return field.form?.querySelector(`[data-similar="${field.id}"]`);
}

function look(slot, field) {
  if (!slot.isConnected || "silent" in slot.dataset) return;
  const text = field.value.trim();
  if (asked.get(slot) === text) return;
  asked.set(slot, text);
  if (visibleLength(text) < FEWEST) {
    latest.delete(slot);
    slot.replaceChildren();
    return;
  }
  window.htmx.trigger(slot, "look", {}, false);
}

function wait(field) {
  const slot = field?.name === "text" && slotOf(field);
  if (!slot) return;
  clearTimeout(waiting.get(slot));
  waiting.set(slot, setTimeout(() => look(slot, field), PAUSE_MS));
}

document.addEventListener("input", (event) => wait(event.target));
// This file comes with the first focus; something may have been typed meanwhile.
wait(document.activeElement);

function slotOfRequest(event) {
  const source = event.detail?.ctx?.sourceElement;
  return source?.matches?.("[data-similar]") ? source : null;
}

document.addEventListener("htmx:before:request", (event) => {
  const slot = slotOfRequest(event);
  if (slot) latest.set(slot, event.detail.ctx);
});

// An older answer may come after a newer one, or after the field was emptied.
document.addEventListener("htmx:before:swap", (event) => {
  const slot = slotOfRequest(event);
  if (!slot) return;
  const unwanted = latest.get(slot) !== event.detail.ctx || "silent" in slot.dataset;
  if (unwanted || event.detail.ctx.response.status !== 200) event.preventDefault();
});

// Said once for a draft: a list that changes with every pause must not talk all the time.
document.addEventListener("htmx:after:swap", (event) => {
  const slot = slotOfRequest(event);
  const told = slot?.querySelector("[data-told]")?.dataset.told;
  if (!told || "told" in slot.dataset) return;
  slot.dataset.told = "";
  document.getElementById("announcement").textContent = told;
});

document.addEventListener("click", (event) => {
  const slot = event.target.closest("[data-still-different]")?.closest("[data-similar]");
  if (!slot) return;
  slot.dataset.silent = "";
  slot.replaceChildren();
  document.getElementById(slot.dataset.similar).focus();
});

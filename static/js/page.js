// What every page does after something was swapped in. Everything works without this file.
import "./composer.js";
import "./copy.js";
import "./undo.js";
import "./live.js";

const announcement = document.getElementById("announcement");

// Focus goes to what was made or changed, and one polite sentence says so.
function settle() {
  const made = document.querySelector("[data-focus]");
  if (!made) return;
  made.removeAttribute("data-focus");
  made.focus({ preventScroll: false });
  if (made.dataset.announce) announcement.textContent = made.dataset.announce;
}

document.addEventListener("htmx:after:swap", settle);

// Only who writes needs it, so a page to be read does not fetch it.
document.addEventListener("focusin", (event) => {
  const field = event.target;
  if (field.closest("form[data-composer]")) import("./similar.js");
  if (field.dataset.mentions) import("./mentions.js").then((mentions) => mentions.attend(field));
});

// A card is dragged by the link that covers it. What makes a drop of that is fetched meanwhile.
document.addEventListener("dragstart", async (event) => {
  const card = event.target.matches?.(".claim__open") && event.target.closest(".claim:has(.more)");
  if (!card) return;
  event.dataTransfer.effectAllowed = "linkMove";
  event.dataTransfer.setDragImage(card, 24, 24);
  let held = true;
  card.addEventListener("dragend", () => (held = false), { once: true });
  const { begin } = await import("./drag.js");
  if (held) begin(card);
});

// The keys are fetched with the first one that is pressed where nothing is typed.
let keys;
document.addEventListener("keydown", async (event) => {
  const { key, ctrlKey, metaKey, altKey, isComposing, target } = event;
  if (!/^[a-z0-4/?]$/.test(key) || ctrlKey || metaKey || altKey || isComposing) return;
  if (target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  if (!document.querySelector("[aria-keyshortcuts]")) return;
  if (!keys) keys = await import("./keys.js");
  keys.press(event);
});

// Looked up by the page on its own: nobody waits for it, and nothing is lost when it fails.
function isQuiet(event) {
  return event.detail?.ctx?.sourceElement?.matches?.("[data-quiet]");
}

// The network is gone: what was typed stays where it is, and the page says what is safe.
document.addEventListener("htmx:error", (event) => {
  if (event.detail?.ctx?.status === "dropped" || isQuiet(event)) return;
  const notice = document.getElementById("notice");
  notice.textContent = notice.dataset.offline;
});
document.addEventListener("htmx:before:request", (event) => {
  if (!isQuiet(event)) document.getElementById("notice").textContent = "";
});

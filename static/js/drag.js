// A card is dragged onto another one, into the other column, or onto a claim above: to be moved or
// linked there, on the side it is dropped on. It follows the menu of the card ("Move…", "Link…"):
// what is not there cannot be dropped, and what asks for a reason leads to its page.

const zones = document.getElementById("drops")?.content.firstElementChild;
// What is dragged; the card or claim above that is under the pointer; the zones on it and on columns.
let card, place, shown, standing = [];

/** What may be dropped on a place: zones of the template that make sense there. */
function fits(zone, to) {
  const { drop, side } = zone.dataset;
  const column = card.closest(".column");
  const sides = (to.dataset.sides ?? "pro con").split(" ");
  if (!document.getElementById(`${card.id}-${drop}`) || !sides.includes(side)) return false;
  if (to.dataset.place === card.dataset.place) return false;
  // Under the open claim it stands already, so there it can only change sides.
  if (to.dataset.place === column.dataset.place) return drop === "move" && to !== column;
  return true;
}

/** Puts the zones that fit on a place. */
function offer(to) {
  const drops = zones.cloneNode(true);
  for (const zone of [...drops.children]) if (!fits(zone, to)) zone.remove();
  if (drops.children.length) to.append(drops);
  return drops;
}

function show(to) {
  if (to === place) return;
  shown?.remove();
  place = to;
  shown = to && offer(to);
}

function put(zone) {
  const { drop, side: stance } = zone.dataset;
  const act = document.getElementById(`${card.id}-${drop}`);
  const address = act.getAttribute("href");
  const values = { to: zone.closest("[data-place]").dataset.place, stance };
  if ("asks" in act.dataset) location.assign(`${address}?${new URLSearchParams(values)}`);
  else window.htmx.ajax("POST", address, { source: card, target: card, swap: "none", values });
}

function end() {
  if (!card) return;
  show(null);
  for (const drops of standing) drops.remove();
  card.classList.remove("claim--dragged");
  card = null;
}

/** Called with the card when a drag begins (static/js/page.js). */
export function begin(dragged) {
  if (!zones) return;
  end();
  card = dragged;
  card.classList.add("claim--dragged");
  standing = [...document.querySelectorAll(".column")].map(offer);
}

document.addEventListener("dragover", (event) => {
  // An answer that was on its way may have taken the card from the page.
  if (card && !card.isConnected) end();
  if (!card) return;
  show(event.target.closest?.("[data-place]:not(.column)"));
  const over = event.target.closest?.("[data-drop]");
  for (const zone of document.querySelectorAll("[data-drop]")) {
    zone.classList.toggle("drops__zone--over", zone === over);
  }
  if (!over) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = over.dataset.drop;
});

document.addEventListener("drop", (event) => {
  const over = card?.isConnected && event.target.closest?.("[data-drop]");
  if (!over) return;
  event.preventDefault();
  put(over);
  end();
});

document.addEventListener("dragend", end);
// It ended unseen, because the card was replaced meanwhile.
document.addEventListener("pointerdown", end);

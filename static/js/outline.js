// The outline answers to keys and remembers what was unfolded. Without this module its folds are
// ordinary <details>, and "2 levels" and the like are links.
//
// j/k or the arrows up and down walk the claims one sees; l or the right arrow unfolds and goes
// in, h or the left one folds and goes out. Enter opens, because claims are links.

const KEPT = "outlines"; // [[debate, levels, [claim unfolded, -claim folded, …]], …], latest last
const DEBATES = 20;
const FOLDS = 400; // of one debate; the oldest are forgotten
const OFF = "keys:off"; // as in keys.js

const outline = document.getElementById("outline");
const debate = Number(outline?.dataset.outline);
const asked = new Map(); // fold to how it stands where nobody touched it

const claimOf = (target) => target?.closest?.(".outline__claim");
const textOf = (claim) => claim?.querySelector(":scope > p > a");
const foldOf = (claim) => claim?.querySelector(":scope > details");
const idOf = (fold) => Number(fold.parentElement.id.slice(1));

function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // Storage is forbidden.
  }
}

function read() {
  try {
    return JSON.parse(stored(KEPT)) ?? [];
  } catch {
    return []; // Not ours, or half-written.
  }
}

function keep(levels, folds) {
  const others = read().filter(([other]) => other !== debate);
  const all = [...others, [debate, levels, folds.slice(-FOLDS)]].slice(-DEBATES);
  try {
    localStorage.setItem(KEPT, JSON.stringify(all));
  } catch {
    // Full or forbidden: the page works, and forgets.
  }
}

/** Fold as one left it; an address that says how far to unfold is a fresh start. */
function restore() {
  const rendered = Number(outline.dataset.levels);
  const how = performance.getEntriesByType("navigation")[0]?.type;
  const says = new URLSearchParams(location.search).has("levels");
  let [, levels, folds] = read().find(([other]) => other === debate) ?? [debate, 0, []];
  if (says && (how === "navigate" || levels !== rendered)) [levels, folds] = [rendered, []];
  const whole = "whole" in outline.dataset;
  const deep = outline.querySelector(".outline__number")?.textContent.split(".").length ?? 0;
  for (const fold of outline.querySelectorAll("li > details")) {
    if (whole && levels && levels !== rendered) {
      const number = fold.parentElement.querySelector(".outline__number").textContent;
      fold.open = number.split(".").length - deep + 1 < levels;
    }
    asked.set(fold, fold.open);
  }
  for (const claim of folds) {
    const fold = foldOf(document.getElementById(`o${Math.abs(claim)}`));
    if (fold) fold.open = claim > 0;
  }
  if (says) keep(levels, folds);
}

function remember(fold) {
  const [, levels, folds] = read().find(([other]) => other === debate) ?? [debate, 0, []];
  const id = idOf(fold);
  const rest = folds.filter((claim) => Math.abs(claim) !== id);
  if (fold.open !== asked.get(fold)) rest.push(fold.open ? id : -id);
  if (rest.length !== folds.length || rest.at(-1) !== folds.at(-1)) keep(levels, rest);
}

function next(claim) {
  const fold = foldOf(claim);
  if (fold?.open) return fold.querySelector("li");
  while (claim && !claim.nextElementSibling) claim = claimOf(claim.parentElement);
  return claim?.nextElementSibling;
}

function previous(claim) {
  let before = claim.previousElementSibling;
  if (!before) return claimOf(claim.parentElement);
  for (let fold; (fold = foldOf(before))?.open; ) before = fold.querySelector("ol").lastElementChild;
  return before;
}

function unfold(claim) {
  const fold = foldOf(claim);
  if (fold?.open) return fold.querySelector("li");
  if (fold) fold.open = true;
  return claim;
}

function foldUp(claim) {
  const fold = foldOf(claim);
  if (!fold?.open) return claimOf(claim.parentElement);
  fold.open = false;
  return claim;
}

const STEPS = {
  j: next, ArrowDown: next, k: previous, ArrowUp: previous,
  l: unfold, ArrowRight: unfold, h: foldUp, ArrowLeft: foldUp,
};

function press(event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  if (!Object.hasOwn(STEPS, key) || ctrlKey || metaKey || altKey || shiftKey) return;
  const claim = claimOf(target);
  if (key.length === 1 && stored(OFF)) return;
  // From elsewhere on the page j enters; everything else is not the outline's business.
  if (!claim && (key !== "j" || target !== document.body)) return;
  const to = claim ? STEPS[key](claim) : outline.querySelector("li");
  textOf(to)?.focus();
  event.preventDefault();
  event.stopPropagation();
}

if (outline) {
  document.addEventListener("keydown", press, true);
  if (debate && !("printing" in outline.dataset)) {
    restore();
    // Where a fold stands is told afterwards, and also for what a search or a link unfolded.
    outline.addEventListener("toggle", (event) => asked.has(event.target) && remember(event.target), true);
  } else if (debate) window.addEventListener("load", () => window.print());
}

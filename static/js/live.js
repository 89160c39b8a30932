// Others' claims arrive while one reads: a quiet line says so, and nothing moves until it is pressed.
//
// Events are ids and kinds. What they mean for this page is decided here, from what stands on it;
// so what the reader did in this window, and what the page has shown already, is told by nobody.

const GATHER_MS = 400; // own answers arrive within this time, before they could pass for news
const ANNOUNCE_MS = 10_000;
const AGAIN_MS = 30_000;
const GIVE_UP = 5;

const here = document.getElementById("arrivals");
const arrived = new Map(); // stance → ids of claims that wait to be shown
const reworded = new Map(); // id → wording
const moved = new Map(); // id of a card that was moved → the column where it should stand, if any
const numbers = new Set();
let source, timer, later, announced = 0, requests = 0, failures = 0;
let after = here?.dataset.after;

const cardOf = (id) => document.getElementById(`claim-${id}`);
const openClaim = here?.dataset.claim;
const wordsOf = (id) => document.getElementById(`claim-${id}${id === openClaim ? "-body" : ""}`);

function announce(text) {
  if (Date.now() - announced < ANNOUNCE_MS) return;
  announced = Date.now();
  document.getElementById("announcement").textContent = text;
}

/** Fetch fragments; htmx puts each where it belongs. What the page asks by itself is quiet. */
function bring(asked, isQuiet = false) {
  here.toggleAttribute("data-quiet", isQuiet);
  return window.htmx.ajax("GET", `${here.dataset.arrivalsUrl}?${new URLSearchParams(asked)}`, {
    source: here,
    target: here,
    swap: "none",
  });
}

/** The lines at the foot of the columns: how many claims wait that are not on the page. */
function showLines() {
  for (const button of document.querySelectorAll("[data-arrivals]")) {
    const waiting = [...(arrived.get(button.dataset.arrivals) ?? [])].filter((id) => !cardOf(id));
    arrived.set(button.dataset.arrivals, new Set(waiting));
    const { one, many } = button.dataset;
    const text = waiting.length === 1 ? one : many.replace("{n}", waiting.length);
    if (waiting.length && button.textContent !== text) announce(text);
    button.textContent = waiting.length ? text : "";
    button.hidden = !waiting.length;
  }
}

/** Whether a card that was moved stands where it should: what was moved from here does already. */
function stands(id) {
  return moved.has(id) && cardOf(id)?.closest(".column")?.matches(`.column--${moved.get(id)}`);
}

/** Says on a card, or under the open claim, that it reads differently now. */
function markReworded() {
  for (const [id, wording] of reworded) {
    const words = wordsOf(id);
    const known = words?.dataset.wording;
    if (stands(id)) {
      moved.delete(id);
      if (!wording) reworded.delete(id);
    }
    if (!reworded.has(id)) continue;
    // Without a number it is being reworded here, or was archived here.
    if (words && !known && wording) continue;
    if (!known || Number(known) >= wording) {
      reworded.delete(id);
      moved.delete(id);
      continue;
    }
    if (document.getElementById(`claim-${id}-reworded`)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.id = `claim-${id}-reworded`;
    button.className = "arrivals__reworded";
    button.dataset.reworded = id;
    button.textContent = here.dataset.reworded;
    (words.querySelector(".claim__foot, .open__meta") ?? words).append(button);
    announce(button.textContent);
  }
}

/** The picture and the numbers on cards; not under the hands of somebody who looks at them. */
function refresh() {
  const overview = document.getElementById("overview");
  if (overview?.matches(":hover, :focus-within")) return refreshIn(3);
  later = null;
  document.body.dispatchEvent(new CustomEvent("claims-changed"));
  const asked = [...numbers].filter((id) => wordsOf(id));
  numbers.clear();
  bring({ numbers: asked.join() }, true);
}

function refreshIn(seconds) {
  clearTimeout(later);
  later = setTimeout(refresh, Math.max(seconds * 1000, 300));
}

function settle() {
  clearTimeout(timer);
  // What was sent from here is on its way back, and will be on the page.
  if (requests) return (timer = setTimeout(settle, GATHER_MS));
  showLines();
  markReworded();
}

/** A card that may have to stand elsewhere: whether it does is asked once own answers are here. */
function noteMove(id, side) {
  if (id !== openClaim) moved.set(id, side);
  reworded.set(id, undefined);
}

function hear(event) {
  after = event.lastEventId;
  failures = 0;
  const { kind, claim, parent, stance, wording, numbers: counts, was, wait = 0 } = JSON.parse(event.data);
  // What happens to the debate itself concerns the whole page.
  const id = claim === null ? openClaim : String(claim);
  const here = String(parent) === openClaim;
  const isShown = wordsOf(id);
  if (kind === "claim_moved") for (const waiting of arrived.values()) waiting.delete(id);
  const comes = ["claim_added", "claim_restored", "claim_unmerged"].includes(kind) || (kind === "claim_moved" && !isShown);
  if (comes) {
    if (here) arrived.set(stance, (arrived.get(stance) ?? new Set()).add(id));
  } else if (kind === "claim_moved") noteMove(id, here && stance);
  else if (["claim_archived", "claim_merged"].includes(kind) && arrived.get(stance)?.delete(id)) {
    // It came and went unseen.
  } else if (!counts && isShown) reworded.set(id, wording);
  if (counts && isShown) numbers.add(id);
  else for (const answered of [String(parent), String(was)]) if (cardOf(answered)) numbers.add(answered);
  clearTimeout(timer);
  timer = setTimeout(settle, GATHER_MS);
  if (!later || !wait) refreshIn(wait);
}

function open() {
  if (source || document.hidden || !here) return;
  source = new EventSource(`${here.dataset.live}?after=${after}`);
  source.addEventListener("message", hear);
  source.addEventListener("error", () => {
    // A break mends itself; an answer that is no stream ends it for good.
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    if (++failures < GIVE_UP) setTimeout(open, AGAIN_MS);
  });
}

/** A hidden window listens to nothing: browsers allow one site six connections in all. */
function close() {
  source?.close();
  source = null;
}

function show(event) {
  const { arrivals, reworded: id } = event.target.closest?.("button")?.dataset ?? {};
  if (arrivals) {
    const asked = [...arrived.get(arrivals)];
    // What was archived meanwhile does not come, and is not waited for.
    bring({ new: asked.join() }).then(() => {
      for (const id of asked) arrived.get(arrivals).delete(id);
      settle();
    });
  }
  else if (id) {
    const wording = reworded.get(id);
    reworded.delete(id);
    // Something else than its words: the open claim was archived, say.
    if (id === openClaim && !wording) location.reload();
    else bring({ [moved.delete(id) ? "moved" : "again"]: id });
  }
}

if (here) {
  document.addEventListener("click", show);
  document.addEventListener("htmx:before:request", () => requests++);
  document.addEventListener("htmx:finally:request", () => (requests = Math.max(0, requests - 1)));
  document.addEventListener("htmx:after:swap", settle);
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  if (document.readyState === "complete") open();
  else window.addEventListener("load", open);
}

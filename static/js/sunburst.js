// The overview answers to the pointer and the keyboard. Without this module it is a picture
// whose segments are links, and everything in it stands in the outline as well.
//
// The picture is one tab stop. The arrows move a cursor inside it (inward, outward, to the
// neighbours), and the caption says where it stands. Everything is delegated from the document,
// because the picture is swapped as a whole.

const WAIT = 90; // ms a pointer rests on a segment before its words are fetched
const captions = new Map();
let chosen = ""; // id of the segment under the cursor
let tapped = null; // the segment a finger touched last
let isTouch = false; // what the last press was made with; not every browser says it of a click
let timer;

const pictureOf = (target) => target.closest?.("svg.sunburst[tabindex]");
const segmentOf = (target) => target.closest?.("svg.sunburst[tabindex] a");
const figureOf = (picture) => picture.closest("[data-captions]");

/** The claim a segment stands for; for merged siblings their parent. */
function claimOf(segment) {
  return segment.id.slice(1).split("-")[0];
}

/** The outline of a segment, from its arc and the width of its ring, both in the picture. */
function outlineOf(segment) {
  const arc = segment.querySelector("path").getAttribute("d");
  const half = segment.closest("[stroke-width]").getAttribute("stroke-width") / 2;
  const [x, y, r, , , large, , dx, dy] = arc.match(/-?\d+/g).map(Number);
  const ring = (radius) =>
    `M0 ${-radius}a${radius} ${radius} 0 0 1 0 ${2 * radius}a${radius} ${radius} 0 0 1 0 ${-2 * radius}`;
  const isRing = arc.indexOf("a") !== arc.lastIndexOf("a") || !segment.closest("[data-of]");
  if (isRing) return ring(r - half) + ring(r + half);
  const at = (px, py, radius) => `${(px * radius) / r} ${(py * radius) / r}`;
  const [far, near] = [r + half, r - half];
  return `M${at(x, y, far)}A${far} ${far} 0 ${large} 1 ${at(x + dx, y + dy, far)}L${at(x + dx, y + dy, near)}A${near} ${near} 0 ${large} 0 ${at(x, y, near)}Z`;
}

/** The segment of a claim. A page's second picture has ids of its own letters. */
function segmentFor(picture, claim) {
  return picture.querySelector(`[id="${picture.querySelector("a").id[0]}${claim}"]`);
}

/** A link points to the segment of the claim it shows, if that is in the picture. */
function shownBy(picture, segment) {
  const claim = /claims\/(\d+)\/$/.exec(segment.getAttribute("href"))?.[1];
  return claim && claim !== claimOf(segment) ? segmentFor(picture, claim) : null;
}

function mark(picture, segment) {
  for (const cursor of picture.querySelectorAll(".cursor")) cursor.remove();
  if (!segment) return;
  const shown = shownBy(picture, segment);
  for (const [at, names] of [[shown, "cursor cursor--shown"], [segment, "cursor"]]) {
    if (!at) continue;
    const cursor = document.createElementNS(picture.namespaceURI, "path");
    cursor.setAttribute("class", names);
    cursor.setAttribute("d", outlineOf(at));
    picture.querySelector(".arcs").append(cursor);
  }
}

/** The next segment that is lit as unread, clockwise ring by ring; around at the end. */
function nextLit(picture, segment) {
  const all = [...picture.querySelectorAll("a[id]")];
  const turned = [...all, ...all].slice(all.indexOf(segment) + 1);
  return turned.find((one) => one.querySelector(".fresh, [stroke$='-stirred)'], [stroke$='-lit)']"));
}

/** Show a segment's words in the caption; without one, what the caption said at first. */
function say(picture, segment) {
  const caption = document.getElementById("overview-caption");
  if (!caption) return;
  caption.first ??= caption.innerHTML;
  clearTimeout(timer);
  if (!segment) {
    caption.innerHTML = caption.first;
    return;
  }
  const more = segment.dataset.more ? `?more=${segment.dataset.more}` : "";
  const address = figureOf(picture).dataset.captions + claimOf(segment) + "/" + more;
  const wanted = segment.id;
  const show = (html) => {
    if (caption.wanted === wanted) caption.innerHTML = html;
  };
  caption.wanted = wanted;
  if (captions.has(address)) return show(captions.get(address));
  timer = setTimeout(async () => {
    const answer = await fetch(address).catch(() => null);
    // Somebody who was signed out in the meantime is sent elsewhere: that is no caption.
    if (!answer?.ok || answer.redirected) return;
    captions.set(address, await answer.text());
    show(captions.get(address));
  }, WAIT);
}

function point(picture, segment) {
  mark(picture, segment);
  say(picture, segment);
}

/** The segment under the keyboard's cursor: the last one chosen, or the one in the middle. */
function current(picture) {
  return (chosen && picture.querySelector(`[id="${chosen}"]`)) || picture.querySelector("a");
}

/** Make a claim the centre: in the panel by a swap, on its own page by going there. */
function zoom(picture, address) {
  const target = figureOf(picture).dataset.swaps;
  chosen = "";
  if (target && window.htmx) window.htmx.ajax("GET", address, { target });
  else window.location.assign(address);
}

function zoomTo(picture, segment) {
  zoom(picture, figureOf(picture).dataset.zoom + claimOf(segment));
}

function open(picture, segment) {
  const address = segment.getAttribute("href");
  if (segment.dataset.more && !address.includes("#")) zoom(picture, address);
  else window.location.assign(address);
}

/** Where an arrow leads from a segment, if anywhere. */
function step(picture, segment, key) {
  const family = segment.closest("[data-of]");
  const children = picture.querySelector(`[data-of="${claimOf(segment)}"]`);
  const turn = (by) => {
    const all = [...family.children];
    return all.at((all.indexOf(segment) + by) % all.length);
  };
  switch (key) {
    case "ArrowDown":
      return segment.dataset.more ? null : children?.firstElementChild;
    case "ArrowUp":
      return family && segmentFor(picture, family.dataset.of);
    case "ArrowRight":
      return family && turn(1);
    case "ArrowLeft":
      return family && turn(-1);
    case "Home":
      return picture.querySelector("a");
    case "u":
      return nextLit(picture, segment);
  }
}

/** The same claim in the outline below, where there is one. */
const wordsOf = (segment) => document.getElementById(`o${claimOf(segment)}-text`);

/** Go on in the outline, from the claim under the cursor. */
function readOn(words) {
  for (let fold = words.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  words.focus();
}

function press(event) {
  const picture = pictureOf(event.target);
  if (!picture || event.ctrlKey || event.metaKey || event.altKey) return;
  const segment = current(picture);
  const { key } = event;
  if (/^(Arrow|Home$)/.test(key) || (key === "u" && nextLit(picture, segment))) {
    const next = step(picture, segment, key);
    if (next) chosen = next.id;
    point(picture, next || segment);
  } else if (key === "Enter") open(picture, segment);
  else if (key === "z") zoomTo(picture, segment);
  else if (key === "o" && wordsOf(segment)) readOn(wordsOf(segment));
  else if (key === "Escape" && figureOf(picture).dataset.whole) {
    zoom(picture, figureOf(picture).dataset.whole);
  } else return;
  event.preventDefault();
  event.stopPropagation(); // the page has keys of its own
}

function click(event) {
  const closer = event.target.closest?.("#caption-zoom");
  if (closer && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault(); // the same address, but in the colours and the place one looks at
    const picture = closer.closest("figure").querySelector("svg");
    return zoom(picture, figureOf(picture).dataset.zoom + closer.search.split("=")[1]);
  }
  const segment = segmentOf(event.target);
  if (!segment || event.button || event.ctrlKey || event.metaKey || event.altKey) return;
  const picture = pictureOf(segment);
  chosen = segment.id;
  if (isTouch && tapped !== segment) {
    tapped = segment; // the first tap says what it is, the second goes there
    event.preventDefault();
    point(picture, segment);
  } else if (event.shiftKey) {
    event.preventDefault();
    zoomTo(picture, segment);
  } else if (segment.dataset.more && !segment.getAttribute("href").includes("#")) {
    event.preventDefault();
    zoom(picture, segment.getAttribute("href"));
  }
}

// News that arrive later are drawn as one looks at the picture now.
document.addEventListener("htmx:after:swap", () => {
  const look = document.querySelector("#overview [data-look]")?.dataset.look;
  if (look) document.getElementById("overview").setAttribute("hx-get", look);
});
document.addEventListener("keydown", press, true);
document.addEventListener("pointerdown", (event) => (isTouch = event.pointerType === "touch"));
document.addEventListener("click", click);
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const segment = segmentOf(event.target);
  if (segment) point(pictureOf(segment), segment);
});
document.addEventListener("pointerout", (event) => {
  const picture = pictureOf(event.target);
  if (!picture || event.pointerType === "touch" || picture.contains(event.relatedTarget)) return;
  point(picture, picture === document.activeElement ? current(picture) : null);
});
document.addEventListener("focusin", (event) => {
  // Whoever reads in the outline sees in the picture where they are.
  const told = event.target.closest?.("#outline a[id$='-text']");
  const drawn = document.querySelector("svg.sunburst[tabindex]");
  if (told && drawn) mark(drawn, segmentFor(drawn, told.id.slice(1, -5)));
  const picture = pictureOf(event.target);
  if (!picture) return;
  chosen = segmentOf(event.target)?.id ?? chosen; // a click focuses the segment itself
  point(picture, current(picture));
});
document.addEventListener("focusout", (event) => {
  const picture = pictureOf(event.target);
  // Going on to the caption's own link must not take it away.
  if (picture && !figureOf(picture).contains(event.relatedTarget)) point(picture, null);
});

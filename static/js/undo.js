// The line that takes back what was just done: it goes after ten seconds, but never from under
// somebody's finger. Where it stands for something taken away, focus goes on to what stands next.
const STAYS_MS = 10_000;

function moveOn(line) {
  const held = document.activeElement;
  if (held && held !== document.body && !line.contains(held)) return;
  const next = line.nextElementSibling?.querySelector(".claim__open, .ghost__open");
  (next ?? document.getElementById(line.dataset.heading))?.focus();
}

function leave(line) {
  if (!line.isConnected) return;
  if (line.matches(":hover, :focus-within, :has(.htmx-request)")) {
    setTimeout(leave, 1_000, line);
  } else {
    line.remove();
  }
}

document.addEventListener("htmx:after:swap", () => {
  for (const line of document.querySelectorAll("[data-undo]")) {
    const stays = line.dataset.undo === "at-once" ? 0 : STAYS_MS;
    line.removeAttribute("data-undo");
    if (line.dataset.heading) moveOn(line);
    if (line.dataset.announce) {
      document.getElementById("announcement").textContent = line.dataset.announce;
    }
    setTimeout(leave, stays, line);
  }
});

// The same after a page of its own: what was done is said above, and goes as a whole.
for (const said of document.querySelectorAll("[data-undo-said]")) {
  setTimeout(leave, STAYS_MS, said.closest(".notice") ?? said);
}

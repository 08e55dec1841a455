// Keys and buttons: each does the same.

const KEYS = {
  ArrowRight: () => go(now.slide + 1), ArrowDown: () => go(now.slide + 1), PageDown: () => go(now.slide + 1), " ": () => go(now.slide + 1),
  ArrowLeft: () => go(now.slide - 1), ArrowUp: () => go(now.slide - 1), PageUp: () => go(now.slide - 1),
  Home: () => go(0), End: () => go(slides.length - 1),
  p: () => desk() || openDesk(), l: () => toggleLaser(),
  "+": () => zoomTo(now.zoom * STEP), "=": () => zoomTo(now.zoom * STEP), "-": () => zoomTo(now.zoom / STEP), 0: () => zoomTo(1),
  f: toggleFull, "?": () => at("keys").showModal(), Escape: leaveOne,
};
const OF_ANYBODY = new Set(["f", "?"]);
const BUTTONS = { back: "ArrowLeft", on: "ArrowRight", out: "-", in: "+", whole: "0", laser: "l", presenter: "p", full: "f", help: "?" };

function toggleFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => say("Your browser lets no page fill the screen: press F11."));
}

function leaveOne() {
  if (pointing) toggleLaser(false);
  else if (now.zoom > 1) zoomTo(1);
}

function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input") || (event.target.matches("button, a") && event.key === " ")) return;
    if (event.target.closest("#notes") && /^(Arrow(Up|Down)|Page|Home|End)/.test(event.key)) return; // notes scroll
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = KEYS[key];
    if (!act || (audience && !OF_ANYBODY.has(key))) return;
    event.preventDefault();
    act();
  });
  for (const [id, key] of Object.entries(BUTTONS)) at(id).onclick = () => KEYS[key]();
  at("shade").onclick = () => {
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    shade();
  };
  wish.addEventListener("change", shade);
}

// In full screen the controls hide while nobody moves.
function idle() {
  let timer = 0;
  const moved = () => {
    document.body.classList.remove("idle");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add("idle"), 2500);
  };
  for (const kind of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(kind, moved);
  document.addEventListener("fullscreenchange", () => {
    at("full").textContent = document.fullscreenElement ? "Leave full screen" : "Full screen";
    moved();
  });
}

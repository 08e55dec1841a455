// The laser: a dot that follows the pointer, here, in the other window and on the audience's screens.

let pointing = false;
const EVERY_MS = 70;
let [sentAt, waiting] = [0, 0];

// A place is told in shares of the picture where the pointer is over one, else of the frame: screens differ in size.
function pointed(event) {
  const svg = event.target.closest?.("figure") && pictureOn();
  const frame = at("stage").getBoundingClientRect();
  const share = svg
    ? shareAt(svg, event.clientX, event.clientY)
    : { x: (event.clientX - frame.left) / frame.width, y: (event.clientY - frame.top) / frame.height };
  point(`${svg ? "p" : "f"} ${share.x.toFixed(4)} ${share.y.toFixed(4)}`);
}

function point(where) {
  showDot(where);
  clearTimeout(waiting);
  const pause = sentAt + EVERY_MS - Date.now();
  const out = () => {
    sentAt = Date.now();
    tell({ laser: where });
    if (now.code) post(`/follow/${now.code}/laser`, { where }).catch(() => {}); // the next one comes at once
  };
  if (pause <= 0) out();
  else waiting = setTimeout(out, pause);
}

function showDot(where) {
  const dot = at("dot");
  const [kind, x, y] = where.split(" ");
  const svg = pictureOn();
  dot.hidden = kind === "off" || (kind === "p" && !svg);
  if (dot.hidden) return;
  const frame = at("stage").getBoundingClientRect();
  const spot = kind === "p"
    ? pointAt(svg, { x: Number(x), y: Number(y) })
    : { x: frame.left + Number(x) * frame.width, y: frame.top + Number(y) * frame.height };
  dot.style.transform = `translate(${spot.x}px, ${spot.y}px)`;
}

function toggleLaser(on = !pointing) {
  if (pointing === on) return;
  pointing = on;
  document.body.classList.toggle("laser", on);
  at("laser").setAttribute("aria-pressed", String(on));
  if (!on) point("off");
}

function laser(stage) {
  stage.addEventListener("pointermove", (event) => pointing && pointed(event));
  stage.addEventListener("pointerleave", () => pointing && point("off"));
}

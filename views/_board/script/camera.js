// Zoom and pan. The picture is as wide as its zoom says, in a stage that scrolls: touch, wheel and keys pan for free.

const [NARROW, LEAST] = [700, 920]; // px: in a stage as narrow as this the picture is so wide, and is moved sideways
const SMALL = 0.74; // drawn smaller than this, its words are drawn larger
const [CLOSEST, STEP] = [5, 1.3];

function fit(stage, memory) {
  const svg = stage.querySelector("svg");
  if (!svg || !stage.clientWidth) return;
  const [, , wide, high] = svg.getAttribute("viewBox").split(" ").map(Number);
  const room = isFull(stage) ? Math.max(240, stage.clientHeight) : 0;
  const own = stage.clientWidth < NARROW ? LEAST : stage.clientWidth;
  const base = room ? Math.min(stage.clientWidth, (room * wide) / high) : own;
  const size = Math.round(base * memory.zoom);
  set(svg, "style", `width: ${size}px`);
  if (!room) set(stage, "style", memory.zoom > 1 ? `height: ${(Math.round(base) * high) / wide}px` : "");
  else if (stage.getAttribute("style")) stage.removeAttribute("style");
  enlarge(svg, memory, size / wide < SMALL);
}

function enlarge(svg, memory, small) {
  if (svg.classList.contains("distant") === small) return;
  svg.classList.toggle("distant", small);
  redraw(svg, memory);
}

// On paper the picture is small, whatever it is on the screen.
function printed(stage, memory) {
  addEventListener("beforeprint", () => stage.isConnected && enlarge(stage.querySelector("svg"), memory, true));
  addEventListener("afterprint", () => stage.isConnected && fit(stage, memory));
}

// The point under the pointer, the part that has the keyboard, or else the middle, stays where it is.
function zoomTo(stage, memory, zoom, at) {
  const svg = stage.querySelector("svg");
  const frame = stage.getBoundingClientRect();
  const x = at ? at.x - frame.left : stage.clientWidth / 2;
  const y = at ? at.y - frame.top : stage.clientHeight / 2;
  const share = [(stage.scrollLeft + x) / svg.clientWidth, (stage.scrollTop + y) / svg.clientHeight];
  memory.zoom = Math.min(CLOSEST, Math.max(1, zoom));
  fit(stage, memory);
  stage.scrollLeft = share[0] * svg.clientWidth - x;
  stage.scrollTop = share[1] * svg.clientHeight - y;
  memory.say?.();
}

const ZOOMS = { "+": (zoom) => zoom * STEP, "=": (zoom) => zoom * STEP, "-": (zoom) => zoom / STEP, 0: () => 1 };

function zoomKey(event, stage, memory) {
  if (!ZOOMS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return false;
  const node = event.target.closest("[data-part]")?.getBoundingClientRect();
  const at = node && { x: node.x + node.width / 2, y: node.y + node.height / 2 };
  zoomTo(stage, memory, ZOOMS[event.key](memory.zoom), at);
  return true;
}

// Ctrl and the wheel (a pinch on a touchpad is that as well), two fingers, and the mouse that takes hold and drags.
// One finger scrolls, the page or the stage: nothing here holds it.
function handle(stage, memory) {
  const wheel = (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(stage, memory, memory.zoom * Math.exp(-event.deltaY / 240), { x: event.clientX, y: event.clientY });
  };
  stage.addEventListener("wheel", wheel, { passive: false });
  let pinch = null;
  const apart = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  const between = ([a, b]) => ({ x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 });
  stage.addEventListener("touchstart", (event) => {
    pinch = event.touches.length === 2 ? { apart: apart(event.touches), zoom: memory.zoom } : null;
  }, { passive: true });
  stage.addEventListener("touchmove", (event) => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    zoomTo(stage, memory, (pinch.zoom * apart(event.touches)) / pinch.apart, between(event.touches));
  }, { passive: false });
  drag(stage);
}

function drag(stage) {
  let from = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX, y: event.clientY, moved: false };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.moved && Math.hypot(dx, dy) < 5) return;
    if (!from.moved) stage.setPointerCapture(event.pointerId);
    stage.scrollLeft -= dx;
    stage.scrollTop -= dy;
    stage.classList.add("held");
    from = { x: event.clientX, y: event.clientY, moved: true };
  });
  const release = () => {
    from = null;
    setTimeout(() => stage.classList.remove("held")); // after the click that ends the drag, which selects nothing
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
}

// Zoom and pan: buttons, keys, Ctrl and the wheel, two fingers; the mouse or one finger drags what is zoomed.

const [CLOSEST, STEP] = [6, 1.35];

// The share of a picture at which a point of the window lies, and back.
function shareAt(svg, x, y) {
  const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM().inverse());
  return { x: (point.x - svg.shown.x) / svg.shown.w, y: (point.y - svg.shown.y) / svg.shown.h };
}

function pointAt(svg, share) {
  const { x, y, w, h } = svg.shown;
  return new DOMPoint(x + share.x * w, y + share.y * h).matrixTransform(svg.getScreenCTM());
}

// What lies under the pointer stays there; without a pointer, the middle.
function zoomTo(wanted, pointer) {
  const svg = pictureOn();
  if (!svg) return;
  const zoom = Math.max(1, Math.min(CLOSEST, wanted));
  if (zoom === 1) return change(WHOLE);
  const held = pointer ? shareAt(svg, pointer.x, pointer.y) : { x: now.x, y: now.y };
  const middle = (axis) => held[axis] + ((now[axis] - held[axis]) * now.zoom) / zoom;
  change({ zoom, ...inside(middle("x"), middle("y"), zoom) });
}

function inside(x, y, zoom) {
  const half = 0.5 / zoom;
  const held = (value) => Math.max(half, Math.min(1 - half, value));
  return { x: held(x), y: held(y) };
}

function hands(stage) {
  const down = new Map(); // pointer -> where it was last
  let [apart, begun] = [0, null];
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey || !pictureOn()) return;
    event.preventDefault();
    zoomTo(now.zoom * Math.exp(-event.deltaY / 240), { x: event.clientX, y: event.clientY });
  }, { passive: false });
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    [apart, begun] = [spread(down), down.size === 1 ? { x: event.clientX, y: event.clientY } : null];
  });
  stage.addEventListener("pointermove", (event) => {
    const last = down.get(event.pointerId);
    const svg = pictureOn();
    if (!last || !svg) return;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (down.size === 2) {
      const wider = spread(down);
      const [a, b] = [...down.values()];
      zoomTo((now.zoom * wider) / apart, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      apart = wider;
    } else if (now.zoom > 1 && !pointing) {
      if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
      const scale = svg.getScreenCTM().a;
      change(inside(now.x - (event.clientX - last.x) / (scale * svg.shown.w), now.y - (event.clientY - last.y) / (scale * svg.shown.h), now.zoom));
    }
  });
  const up = (event) => {
    const swiped = event.type === "pointerup" && event.pointerType === "touch" && begun && now.zoom === 1 && !pointing;
    const far = swiped ? event.clientX - begun.x : 0;
    if (Math.abs(far) > 60 && Math.abs(event.clientY - begun.y) < 60) go(now.slide - Math.sign(far));
    down.delete(event.pointerId);
    begun = null;
  };
  stage.addEventListener("pointerup", up);
  stage.addEventListener("pointercancel", up);
}

function spread(down) {
  const [a, b] = [...down.values()];
  return b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}

// The slider in hand: while a native slider is dragged or stepped, the board follows it from a table that Python swept
// along its axis. Where there is no row (another picture, a model to train, a slider not found) the page waits for Python.

const HAND = { board: null, memory: null, knob: "", input: null, asked: null, soon: 0, dragged: false };
const AHEAD = 6; // places: with fewer swept on either side of it, a slider that is stepped asks for more

const watcher = new MutationObserver(() => keepUp());
document.addEventListener("pointerdown", (event) => take(event, true), true);
document.addEventListener("pointerup", () => (HAND.dragged = false), true);
document.addEventListener("focusin", (event) => take(event, false), true);
document.addEventListener("keydown", (event) => event.target !== HAND.input && take(event, false), true);
document.addEventListener("input", (event) => event.target === HAND.input && keepUp(), true);
document.addEventListener("focusout", (event) => event.target === HAND.input && letGo(), true);

function take(event, dragged) {
  const slider = event.target.closest?.("[data-testid=stSlider]");
  const input = slider?.querySelector("input[type=range]");
  if (!input || !HAND.board?.isConnected) return;
  const start = `st-key-${HAND.memory.settled.case}-`;
  const name = [...slider.closest("[class*=st-key-]").classList].find((one) => one.startsWith(start));
  if (!name) return;
  if (input !== HAND.input) {
    letGo();
    Object.assign(HAND, { knob: name.slice(start.length), input });
    watcher.observe(input, { attributes: true, attributeFilter: ["value", "aria-valuetext"] });
  }
  HAND.dragged ||= dragged; // the focus comes after the pointer
  askSoon(HAND.dragged ? 0 : 150); // who only tabs through asks for nothing
}

function letGo() {
  clearTimeout(HAND.soon);
  watcher.disconnect();
  Object.assign(HAND, { knob: "", input: null, asked: null, dragged: false });
}

function askSoon(wait) {
  clearTimeout(HAND.soon);
  HAND.soon = setTimeout(ask, wait);
}

// Python sweeps some places at a time, the nearest first; the page asks once for each time that Python tells.
function ask() {
  const { board, memory, input, knob } = HAND;
  if (!input || !board.isConnected || HAND.asked === memory.settled || !lacks()) return;
  HAND.asked = memory.settled;
  const beside = memory.text || memory.step >= 0 ? ["graph", "story"] : [];
  const shown = memory.overlay === "none" ? beside : [memory.overlay, ...beside];
  memory.acts.hold({ knob, near: Number(input.value), shown });
}

// True where more is to be swept: the whole axis for a slider that is dragged, a few places for one that is stepped.
function lacks() {
  const { memory, knob, input, dragged } = HAND;
  const { swept } = memory.settled;
  if (swept.knob !== knob) return true;
  if (swept.whole || dragged) return !swept.whole;
  const done = new Set(chunks(memory.settled).flatMap((chunk) => chunk.done));
  const [here, last] = [Number(input.value), Number(input.max)];
  for (let i = Math.max(0, here - AHEAD); i <= Math.min(last, here + AHEAD); i += 1) if (!done.has(i)) return true;
  return false;
}

function chunks(told) {
  return Array.from({ length: told.swept.chunks || 0 }, (_, i) => told[`sweep${i}`]);
}

// What to show of what Python told: the row of the slider in hand, where that has moved on; nothing where there is none.
function inHand(board, memory) {
  Object.assign(HAND, { board, memory });
  if (HAND.input && !HAND.input.isConnected) letGo();
  if (!HAND.input) return null;
  askSoon(0);
  return rowOf(memory.settled, Number(HAND.input.value));
}

function keepUp() {
  const { board, memory, input } = HAND;
  if (!input || !board.isConnected) return;
  if (lacks()) askSoon(0);
  const row = rowOf(memory.settled, Number(input.value));
  if (!row || row.row === memory.told.row) return;
  memory.told = row;
  numbers(board, memory);
}

// Python's own word where the slider stands at its place, else the row of the place; null where there is none.
function rowOf(told, place) {
  if (told.swept.knob !== HAND.knob) return null;
  if (told.swept.place === place) return told;
  for (const [i, { places, rows }] of chunks(told).entries()) {
    const at = places.indexOf(place);
    if (at < 0) continue;
    const row = { ...told, ...unpacked(rows, at), row: `${i} ${at}` };
    return { ...row, overlays: told.offered.map((name) => row[name]) };
  }
  return null;
}

// One row of a column: what is the same in all, field by field, or one of some (`_sweep.column` packs it).
function unpacked([how, what, places], at) {
  if (how === 0) return what;
  if (how === 1) return Object.fromEntries(Object.entries(what).map(([key, one]) => [key, unpacked(one, at)]));
  return how === 2 ? what.map((one) => unpacked(one, at)) : what[places[at]];
}

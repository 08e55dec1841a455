// What Python told, and what this page remembers of a board: the pieces sent once, the overlay, the zoom, the step.
// `render` needs nothing else, so whoever has a newer `told` (a row of a sweep) may show it without asking Python.
// `settled` is what Python told last, `told` what is shown.

const SHAPES = new Map(); // shape -> picture, kept for the page's life, so that Python sends each picture once
const BOARDS = new Map(); // case -> what is remembered of its board

function memoryOf(name) {
  if (!BOARDS.has(name)) {
    const fresh = {
      kept: {}, overlay: kept("overlay") || "none", data: "", zoom: 1, step: -1, text: false, told: null, settled: null, acts: null,
    };
    BOARDS.set(name, fresh);
  }
  return BOARDS.get(name);
}

// A piece that did not change comes only by its number. Nothing where the page lacks one: Python has to send it again.
function recalled(memory, said) {
  if (said.svg) SHAPES.set(said.shape, said.svg);
  for (const [name, value] of Object.entries(said.news)) memory.kept[name] = { number: said.numbers[name], value };
  const whole = Object.entries(said.numbers).every(([name, number]) => memory.kept[name]?.number === number);
  if (!whole || !SHAPES.has(said.shape)) return null;
  const pieces = Object.fromEntries(Object.entries(memory.kept).map(([name, one]) => [name, one.value]));
  return { story: [], ...said, ...pieces, overlays: said.offered.map((name) => pieces[name]) };
}

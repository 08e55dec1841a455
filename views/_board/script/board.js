// The board: picture, scoreboard and the five answers. Python sends what stands; this patches the page.

export function show({ parentElement, setStateValue, setTriggerValue }, said) {
  const board = parentElement.querySelector(".board");
  if (!board) return; // the page went elsewhere while the script was on its way
  const memory = memoryOf(said.case);
  const told = recalled(memory, said);
  if (!told) return setTriggerValue("lost", said.query);
  memory.settled = told;
  memory.acts = {
    select: (part) => setStateValue("part", part),
    apply: (finding) => setTriggerValue("apply", finding),
    hold: (slider) => setTriggerValue("hold", slider),
    read: () => told.story.length || setStateValue("reading", true), // the story comes once somebody reads it
  };
  memory.told = inHand(board, memory) || told;
  if (!WIRED.has(board)) wire(board, memory);
  render(board, memory);
  addressed(told.query);
}

// Everything that follows from what was told and from what this page remembers.
function render(board, memory) {
  const { told } = memory;
  const find = (css) => board.querySelector(css);
  set(board, "data-theme", isDark(board) ? "dark" : "light");
  set(board, "data-swept", told.swept.knob ? `${told.swept.knob} ${told.swept.whole ? "whole" : "in part"}` : "");
  put(find(".title b"), told.title);
  picture(find(".stage"), told, board.dataset.theme);
  memory.say();
  fit(find(".stage"), memory);
  numbers(board, memory);
}

// All that differs between two designs of one picture. It reads nothing that would lay the page out.
function numbers(board, memory) {
  const { told, acts } = memory;
  const find = (css) => board.querySelector(css);
  set(board, "aria-label", told.sentence);
  put(find(".title span"), told.live[0][1]);
  redraw(find(".stage svg"), memory);
  scores(find(".score"), told.outcomes, (number, card) => look(find(".part"), number, acts.select, card));
  strip(find(".strip"), told.outcomes);
  answers(find(".answers"), told.answers, acts.apply);
  put(find(".sentence"), told.sentence);
  part(find(".part"), told.part, acts.select, acts.apply);
  words(find(".astext"), memory);
}

// The picture and what stands beside it, for the overlay and the step that are shown.
function redraw(svg, memory) {
  const frame = svg.closest(".frame");
  patch(svg, memory.told, Boolean(overlayOf(memory)));
  lay(svg, memory);
  mark(svg, memory.told);
  story(frame.querySelector(".story"), svg, memory);
  follow(frame.querySelector(".follow"), memory, () => redraw(svg, memory));
  legend(frame.querySelector(".key"), svg, memory);
}

const WIRED = new WeakSet(); // boards whose controls and keys are in place

function wire(board, memory) {
  WIRED.add(board);
  const stage = board.querySelector(".stage");
  const shown = () => stage.querySelector("svg");
  const show = () => redraw(shown(), memory);
  tools(board.querySelector(".tools"), memory, stage, show);
  switches(board, memory, show);
  handle(stage, memory);
  printed(stage, memory);
  point(board, stage, memory, shown);
  press(board, stage, memory, shown);
  new ResizeObserver(() => fit(stage, memory)).observe(stage);
}

// The two switches below the picture: step through it, and read it as text.
function switches(board, memory, show) {
  const find = (css) => board.querySelector(css);
  const stepper = find(".stepper");
  const reader = find(".reader");
  const toggle = (on) => {
    memory.step = on ? 0 : -1;
    if (on) memory.acts.read();
    set(stepper, "aria-expanded", String(on));
    show();
    (on ? find(".story .next") : stepper).focus({ preventScroll: true });
  };
  stepper.onclick = () => toggle(memory.step < 0);
  find(".story .close").onclick = () => toggle(false);
  find(".story .previous").onclick = () => stepTo(memory, memory.step - 1, show);
  find(".story .next").onclick = () => stepTo(memory, memory.step + 1, show);
  find(".story").onkeydown = (event) => {
    if (storyKey(event, memory, show, () => toggle(false))) event.preventDefault();
  };
  reader.onclick = () => {
    memory.text = !memory.text;
    if (memory.text) memory.acts.read();
    set(reader, "aria-expanded", String(memory.text));
    words(find(".astext"), memory);
  };
  set(stepper, "aria-expanded", String(memory.step >= 0));
  set(reader, "aria-expanded", String(memory.text));
}

// The pointer, and the keyboard's place: what they are on stands out, and says what it is.
function point(board, stage, memory, shown) {
  const box = board.querySelector(".tip");
  const frame = board.querySelector(".frame");
  let soon = 0;
  const at = (node, wait) => {
    clearTimeout(soon);
    const key = node?.closest("[data-part]")?.dataset.part || "";
    const place = node?.closest("[data-flow]")?.dataset.flow;
    const flow = !key && place !== undefined ? Number(place) : undefined;
    soon = setTimeout(() => {
      standOut(shown(), memory.told, key, flow);
      tip(box, frame, shown(), memory, key, flow);
    }, wait);
  };
  memory.calm = () => at(null, 0);
  const focused = () => {
    const node = stage.getRootNode().activeElement;
    return node && stage.contains(node) && node.matches(":focus-visible") ? node : null;
  };
  stage.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") at(event.buttons ? null : event.target, 60);
  });
  stage.addEventListener("pointerleave", () => at(focused(), 60));
  stage.addEventListener("focusin", () => at(focused(), 0));
  stage.addEventListener("focusout", () => at(null, 0));
  stage.addEventListener("click", (event) => {
    if (stage.classList.contains("held")) return;
    const node = event.target.closest("[data-part]");
    at(null, 0);
    choose(memory, node ? node.dataset.part : "");
  });
}

function choose(memory, key) {
  memory.acts.select(key === memory.told.selected ? "" : key);
}

// The keys of the picture. Escape puts away, one after the other: the words, the part, the picture itself.
function press(board, stage, memory, shown) {
  stage.addEventListener("keydown", (event) => {
    const key = event.target.closest("[data-part]")?.dataset.part;
    const enters = key !== undefined && (event.key === "Enter" || event.key === " ");
    if (enters) choose(memory, key);
    else if (event.key === "Escape") leave(board, memory);
    else if (!walk(event, shown(), memory) && !zoomKey(event, stage, memory)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  board.querySelector(".main").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.currentTarget.classList.contains("filling")) leaveFull(event.currentTarget, memory.full);
  });
  board.querySelector(".skip").onclick = () => board.querySelector(".stepper").focus();
}

function leave(board, memory) {
  if (memory.told.selected) return memory.acts.select("");
  memory.calm();
  board.querySelector(".stepper").focus({ preventScroll: true });
}

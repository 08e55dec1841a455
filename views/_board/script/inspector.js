// The part looked at: its findings, its numbers, each with formula, inputs and source.

const LOOKS = new WeakMap(); // inspector -> what it drew, the number wanted next, the way back, who opened it

function lookOf(box) {
  if (!LOOKS.has(box)) LOOKS.set(box, { drawn: "", wanted: "", trail: [], opener: null });
  return LOOKS.get(box);
}

function part(box, told, select, apply) {
  const state = lookOf(box);
  const before = box.dataset.part;
  const drawn = told ? JSON.stringify(told) : "";
  box.dataset.part = told ? told.key : "";
  box.hidden = !told;
  if (!told) {
    if (before) giveBack(box, before, state);
    Object.assign(state, { drawn, wanted: "", trail: [], opener: null });
    return box.replaceChildren();
  }
  if (drawn !== state.drawn) inspect(box, told, before === told.key, state, select, apply);
  state.drawn = drawn;
  if (state.wanted) return reveal(box, state);
  if (before === told.key) return;
  Object.assign(state, { trail: [], opener: null }); // opened in the picture: a new look
  backward(box, state);
  box.querySelector(".close").focus({ preventScroll: true });
  box.scrollIntoView({ block: "nearest" });
}

// The part anew; where it is the same part, what was open stays open and the keyboard stays where it was.
function inspect(box, told, same, state, select, apply) {
  const root = box.getRootNode();
  const open = same ? [...box.querySelectorAll("details[open]")].map((one) => one.dataset.key) : [];
  const held = same && box.contains(root.activeElement) ? root.activeElement.dataset.key : "";
  const head = el("header");
  const back = button("‹ Back", () => {
    const key = state.trail.pop();
    if (key) look(box, key, select);
  });
  back.className = "back";
  back.dataset.key = "back";
  const close = button("Close", () => select(""));
  close.className = "close";
  close.dataset.key = "close";
  head.append(back, el("h3", "", told.name), el("span", "kind", told.kind), close);
  const list = el("div", "numbers");
  const lead = (from, to) => {
    state.trail.push(`${told.key}.${from}`);
    look(box, to, select);
  };
  for (const n of told.numbers) list.append(numberOf(n, open.includes(n.key), lead));
  box.replaceChildren(head, ...told.findings.map((f) => findingOf(f, apply)), list);
  if (!told.numbers.length) list.append(el("p", "", "This part has no numbers of its own."));
  box.onkeydown = (event) => {
    if (event.key === "Escape") select(""); // no value is given back: false would undo every other key
  };
  backward(box, state);
  if (held) [...box.querySelectorAll("[data-key]")].find((one) => one.dataset.key === held && one.matches("button, summary"))?.focus();
}

// Opens a number by its address, in this part or in another one. Whoever is not the inspector itself starts anew.
function look(box, key, select, opener) {
  const state = lookOf(box);
  const dot = key.lastIndexOf(".");
  state.wanted = key.slice(dot + 1);
  if (opener) Object.assign(state, { opener, trail: [] });
  if (box.dataset.part === key.slice(0, dot)) reveal(box, state);
  else select(key.slice(0, dot));
}

function reveal(box, state) {
  const found = [...box.querySelectorAll("details")].find((one) => one.dataset.key === state.wanted);
  state.wanted = "";
  backward(box, state);
  if (!found) return;
  found.open = true;
  found.querySelector("summary").focus({ preventScroll: true });
  found.scrollIntoView({ block: "nearest" });
}

function backward(box, state) {
  const back = box.querySelector(".back");
  back.hidden = !state.trail.length;
  const last = state.trail.at(-1);
  if (last) set(back, "aria-label", `Back to ${last}`);
}

// Closing gives the keyboard back to the card, or to the part in the picture, that opened it.
function giveBack(box, key, state) {
  const root = box.getRootNode();
  if (!box.contains(root.activeElement)) return;
  const opener = state.opener?.isConnected ? state.opener : root.querySelector(`.stage [data-part="${CSS.escape(key)}"]`);
  opener?.focus();
}

function numberOf(n, open, lead) {
  const made = el("details");
  made.dataset.key = n.key;
  made.open = open;
  const head = el("summary");
  head.dataset.key = `number ${n.key}`;
  head.append(el("span", "", n.name), el("strong", "", n.text));
  made.append(head, el("p", "", n.says), el("code", "", n.formula));
  if (n.worked) made.append(el("code", "worked", n.worked));
  const inputs = el("ul");
  for (const one of n.inputs) inputs.append(inputOf(n.key, one, lead));
  made.append(inputs, el("p", "source", `Source: ${n.source}`));
  return made;
}

// One input: a number of the ledger is a link; what rests on nothing measured says so in a word.
function inputOf(of, [name, value, to, standing, words], lead) {
  const made = el("li");
  if (to) {
    const link = button(`${name} = ${value}`, () => lead(of, to));
    link.className = "link";
    link.dataset.key = `${of} ${name}`;
    set(link, "aria-label", `${name} = ${value}, open ${to}`);
    made.append(link);
  } else made.append(el("span", "", `${name} = ${value} `));
  if (standing) made.append(el("span", `badge ${standing}`, standing));
  made.append(el("span", "words", ` ${words}`));
  return made;
}

function findingOf(f, apply) {
  const made = el("div", `finding ${f.severity}`);
  made.append(el("b", "", `${f.severity} · ${f.rule}`), el("p", "", f.says));
  if (f.accepted) made.append(el("p", "", `Accepted: ${f.accepted}`));
  if (f.applies) made.append(button(f.remedy, () => apply(f.key)));
  else made.append(el("p", "source", f.remedy));
  return made;
}

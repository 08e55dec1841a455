// The board: picture, scoreboard and the five answers. Python sends what stands; this patches the page.
// Everything a person or a model wrote goes in through textContent. The picture comes whole from our own painter.

for (const [weight, font] of FONTS) {
  const bytes = Uint8Array.from(atob(font), (char) => char.charCodeAt(0));
  document.fonts.add(new FontFace("Arimo", bytes, { weight: String(weight) }));
}

let later = 0;
const SHAPES = new Map(); // shape -> picture, kept for the page's life, so that Python sends each picture once

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const board = parentElement.querySelector(".board");
  const said = JSON.parse(data.j);
  if (said.svg) SHAPES.set(said.shape, said.svg);
  if (!SHAPES.has(said.shape)) {
    setTriggerValue("lost", said.shape);
    return;
  }
  const select = (part) => setStateValue("part", part);
  set(board, "data-theme", isDark(board) ? "dark" : "light");
  set(board, "aria-label", said.sentence);
  picture(board.querySelector(".stage"), said, board.dataset.theme, select);
  patch(board.querySelector(".stage"), said.live);
  mark(board, said);
  const inspector = board.querySelector(".part");
  scores(board.querySelector(".score"), said.outcomes, (key, card) => look(inspector, key, select, card));
  strip(board.querySelector(".strip"), said.outcomes);
  answers(board.querySelector(".answers"), said.answers, (key) => setTriggerValue("apply", key));
  put(board.querySelector(".sentence"), said.sentence);
  part(inspector, said.part, select, (key) => setTriggerValue("apply", key));
  clearTimeout(later);
  later = setTimeout(() => address(said.query), 150); // after the move is drawn: a browser takes its time over it
}

// The address says the design, so that a reload or a copied link reopens it; a move is no entry in the history.
function address(query) {
  const kept = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith("embed"));
  const words = [query, new URLSearchParams(kept).toString()].filter(Boolean).join("&");
  const wanted = location.pathname + (words ? `?${words}` : "");
  if (location.pathname + location.search !== wanted) history.replaceState(history.state, "", wanted);
}

const DARK = new Map(); // page colour -> is it dark

function isDark(host) {
  const colour = getComputedStyle(host).getPropertyValue("--st-background-color").trim() || "#ffffff";
  if (!DARK.has(colour)) {
    const brush = document.createElement("canvas").getContext("2d");
    brush.fillStyle = colour;
    const [r, g, b] = [1, 3, 5].map((i) => parseInt(brush.fillStyle.slice(i, i + 2), 16));
    DARK.set(colour, r * 0.299 + g * 0.587 + b * 0.114 < 128);
  }
  return DARK.get(colour);
}

// Only what differs is written: a page that is not touched is not laid out again.
function set(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function el(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = unbroken(text);
  return made;
}

function put(node, text) {
  const said = unbroken(text);
  if (node.textContent !== said) node.textContent = said;
}

// A number and its unit stay on one line.
function unbroken(text) {
  return text.replace(/(\d) (?=[%a-zA-Zµ×])/g, "$1\u00a0");
}

function picture(stage, said, theme, select) {
  if (stage.dataset.shape !== said.shape) {
    const drawn = new DOMParser().parseFromString(SHAPES.get(said.shape), "image/svg+xml").documentElement;
    const before = stage.querySelector("svg");
    const held = stage.scrollLeft;
    if (before) before.replaceWith(document.importNode(drawn, true));
    else stage.append(document.importNode(drawn, true));
    stage.scrollLeft = held;
    stage.dataset.shape = said.shape;
  }
  const svg = stage.querySelector("svg");
  set(svg, "data-theme", theme);
  const chosen = (event) => event.target.closest("[data-part]");
  svg.onclick = (event) => {
    const node = chosen(event);
    select(node && node.dataset.part !== said.selected ? node.dataset.part : "");
  };
  svg.onkeydown = (event) => {
    const node = chosen(event);
    if (node && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      select(node.dataset.part !== said.selected ? node.dataset.part : "");
    }
    if (event.key === "Escape") select("");
  };
}

const PLACES = new WeakMap(); // svg -> its elements by id

function places(svg) {
  if (!PLACES.has(svg)) PLACES.set(svg, new Map([...svg.querySelectorAll("[id]")].map((node) => [node.id, node])));
  return PLACES.get(svg);
}

function patch(stage, live) {
  const known = places(stage.querySelector("svg"));
  for (const [id, text, width, level, label] of live) {
    const node = known.get(id);
    if (!node) continue;
    put(node.querySelector("text") || node, text);
    const box = node.querySelector("rect");
    if (box) {
      set(box, "width", String(width));
      set(node, "class", `chip ${level}`);
    }
    const owner = label && node.closest("[data-part]");
    if (owner) set(owner, "aria-label", label);
  }
}

function mark(board, said) {
  for (const node of board.querySelectorAll(".stage [data-part]")) {
    const key = node.dataset.part;
    const found = said.marks[key];
    node.classList.toggle("sel", key === said.selected);
    set(node, "aria-pressed", key === said.selected ? "true" : "false");
    flag(node, found);
  }
}

// A part that the review speaks of bears a flag: its colour by severity, its sign the same for all.
function flag(node, severity) {
  const before = node.querySelector(":scope > .flag");
  if (!severity) return before && before.remove();
  if (before) return set(before, "class", `flag ${severity}`);
  const box = node.getBBox();
  const made = document.createElementNS(node.namespaceURI, "g");
  set(made, "class", `flag ${severity}`);
  set(made, "transform", `translate(${box.x + box.width - 4} ${box.y + 4})`);
  const disc = document.createElementNS(node.namespaceURI, "circle");
  set(disc, "r", "10");
  const sign = document.createElementNS(node.namespaceURI, "text");
  sign.textContent = "!";
  set(sign, "text-anchor", "middle");
  set(sign, "dy", "5");
  made.append(disc, sign);
  node.append(made);
}

function scores(aside, outcomes, open) {
  while (aside.children.length > outcomes.length + 1) aside.lastChild.remove();
  outcomes.forEach((o, i) => {
    let card = aside.children[i + 1];
    if (!card) {
      card = el("button", "promise");
      card.type = "button";
      card.append(el("h4"), el("span", "word"), el("strong"), el("p"), el("div", "bar"));
      card.querySelector(".bar").append(el("i"), el("b"));
      aside.append(card);
    }
    set(card, "class", `promise ${o.kept ? "kept" : "broken"}${o.binds ? " binds" : ""}`);
    set(card, "title", o.why);
    card.onclick = () => open(o.number, card);
    put(card.querySelector("h4"), o.title);
    put(card.querySelector(".word"), o.kept ? "✓ kept" : "✕ broken");
    put(card.querySelector("strong"), o.text);
    put(card.querySelector("p"), [o.demand, o.was && `was ${o.was}`, o.binds && "binds now", o.chance].filter(Boolean).join(" · "));
    set(card.querySelector("i"), "style", `width: ${Math.min(100, o.fill * 100).toFixed(1)}%`);
    set(card.querySelector("b"), "style", `left: ${Math.min(100, o.mark * 100).toFixed(1)}%`);
  });
}

function strip(bar, outcomes) {
  bar.replaceChildren(
    ...outcomes.map((o) => {
      const chip = el("span", o.kept ? "kept" : "broken");
      chip.append(el("em", "", o.title), el("b", "", `${o.kept ? "✓" : "✕"} ${o.text}`));
      return chip;
    }),
  );
}

function answers(row, given, apply) {
  row.replaceChildren(
    ...given.map((one) => {
      const cell = el("div", `answer ${one.mood}`);
      cell.append(el("h4", "", one.title));
      for (const line of one.lines) cell.append(el("p", "", line));
      if (one.apply) cell.append(button(one.label, () => apply(one.apply)));
      return cell;
    }),
  );
}

function button(label, act) {
  const made = el("button", "", label);
  made.type = "button";
  made.onclick = act;
  return made;
}

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

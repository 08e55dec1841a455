// The picture: put into the page where its shape is new, else only its live bits are patched.

const PLACES = new WeakMap(); // svg -> its elements by id, its parts by key, its flows by place

function places(svg) {
  if (!PLACES.has(svg)) {
    const flows = [];
    for (const node of svg.querySelectorAll("[data-flow]")) (flows[node.dataset.flow] ||= []).push(node);
    PLACES.set(svg, {
      ids: new Map([...svg.querySelectorAll("[id]")].map((node) => [node.id, node])),
      parts: new Map([...svg.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node])),
      zones: [...svg.querySelectorAll("[data-zone]")],
      flows,
    });
  }
  return PLACES.get(svg);
}

// One picture takes the other's place in one stroke: what both have stands where it stood, what is new fades in.
function picture(stage, told, theme) {
  if (stage.dataset.shape !== told.shape) {
    const drawn = new DOMParser().parseFromString(SHAPES.get(told.shape), "image/svg+xml").documentElement;
    const svg = document.importNode(drawn, true);
    svg.setAttribute("viewBox", svg.dataset.fit); // title and legend stand on the page itself, larger
    for (const node of svg.querySelectorAll("[data-part] :is(g, text)")) node.after(" "); // name and badge are two words
    const before = stage.querySelector("svg");
    const place = [stage.scrollLeft, stage.scrollTop];
    if (before) {
      const held = stage.getRootNode().activeElement;
      const focused = before.contains(held) ? held.dataset.part : undefined;
      const had = places(before).parts;
      for (const [key, node] of places(svg).parts) node.classList.toggle("fresh", !had.has(key));
      svg.setAttribute("style", before.getAttribute("style") || "");
      svg.classList.toggle("distant", before.classList.contains("distant"));
      before.replaceWith(svg);
      if (focused !== undefined) refocus(svg, focused);
    } else stage.append(svg);
    [stage.scrollLeft, stage.scrollTop] = place;
    stage.dataset.shape = told.shape;
  }
  const svg = stage.querySelector("svg");
  set(svg, "data-theme", theme);
  return svg;
}

// The keyboard stays on its part; where that is gone, on the first one.
function refocus(svg, key) {
  const parts = places(svg).parts;
  const node = parts.get(key) || parts.values().next().value;
  node?.focus({ preventScroll: true });
}

// Under an overlay, badges and spoken labels are the overlay's.
function patch(svg, { live, marks, struck }, over) {
  const known = places(svg).ids;
  const small = svg.classList.contains("distant");
  for (const [id, text, width, level, label, brief, briefWidth] of live) {
    const node = known.get(id);
    if (!node) continue;
    const box = node.querySelector("rect");
    if (box && over) continue;
    put(node.querySelector("text") || node, box && small ? brief : text);
    if (box) {
      set(box, "width", String(small ? briefWidth : width));
      set(node, "class", `chip ${level}`);
    }
    const owner = label && !over && node.closest("[data-part]");
    const found = owner && marks[owner.dataset.part];
    const hit = owner && struck[owner.dataset.part];
    const said = owner && [spoken(owner, label), found && `review: ${found}`, hit && `card: ${hit}`].filter(Boolean).join(", ");
    if (owner) set(owner, "aria-label", said);
  }
}

// What a part is called: the words that it shows, in a row (who speaks to the page says what he sees), then the rest.
function spoken(node, said) {
  const shown = wordsOn(node);
  if (bare(said).includes(bare(shown))) return said;
  return `${shown}: ${said.slice(said.indexOf(": ") + 2)}`;
}

// The words that a part shows at this size, as they stand.
function wordsOn(node) {
  const hidden = node.ownerSVGElement.classList.contains("distant") ? ".name, .note" : ".far";
  const shown = [...node.querySelectorAll("text")].filter((text) => !text.closest(`${hidden}, .flag, .spare, .none`));
  return shown.map((text) => text.textContent.replace(/^•+ /, "")).join(" ");
}

function bare(text) {
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function mark(svg, told) {
  for (const [key, node] of places(svg).parts) {
    node.classList.toggle("sel", key === told.selected);
    set(node, "aria-pressed", key === told.selected ? "true" : "false");
    flag(node, told.marks[key]);
    bolt(node, told.struck[key]);
  }
}

// A part that the review speaks of bears a flag: its colour by severity, its sign the same for all.
function flag(node, severity) {
  const before = node.querySelector(":scope > .flag");
  if (!severity) return before && before.remove();
  if (before) return set(before, "class", `flag ${severity}`);
  const box = node.querySelector(".body").getBBox();
  const made = document.createElementNS(node.namespaceURI, "g");
  set(made, "class", `flag ${severity}`);
  set(made, "aria-hidden", "true"); // the label of the part says it
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

// A part that a thrown card broke or filled bears a bolt, and says what happened on hover.
function bolt(node, words) {
  const before = node.querySelector(":scope > .bolt");
  if (!words) return before && before.remove();
  if (before) return put(before.querySelector("title"), words);
  const box = node.querySelector(".body").getBBox();
  const made = document.createElementNS(node.namespaceURI, "g");
  set(made, "class", "bolt");
  set(made, "aria-hidden", "true"); // the label of the part says it
  set(made, "transform", `translate(${box.x + 4} ${box.y + 4})`);
  const [title, disc, sign] = ["title", "circle", "path"].map((tag) => document.createElementNS(node.namespaceURI, tag));
  title.textContent = words;
  set(disc, "r", "11");
  set(sign, "d", "M1.5 -8 -4.5 1.5 H-.5 L-1.5 8 4.5 -1.5 H.5 Z");
  made.append(title, disc, sign);
  node.append(made);
}

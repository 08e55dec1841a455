// The legend below the picture: the kinds and flows that it uses or, under an overlay, what its levels mean.

function legend(box, svg, memory) {
  const one = overlayOf(memory);
  const drawn = JSON.stringify([svg.dataset.theme, memory.told.shape, one || 0]);
  if (box.dataset.drawn === drawn) return;
  box.dataset.drawn = drawn;
  box.replaceChildren(...(one ? levels(one, memory) : samples(svg)));
}

// The picture's own samples, taken over from it at a size that can be read.
function samples(svg) {
  return [...svg.querySelectorAll(".sample")].map((sample) => {
    const made = el("span", "entry");
    const [x, y] = sample.dataset.at.split(" ").map(Number);
    const wide = { flow: 46, order: 20, family: 27 }[sample.dataset.what];
    const small = document.createElementNS(svg.namespaceURI, "svg");
    set(small, "viewBox", `${x - 1} ${y - 10} ${wide} 20`);
    set(small, "width", (0.8 * wide).toFixed(1));
    set(small, "height", "16");
    set(small, "aria-hidden", "true");
    set(small, "class", `swatch ${svg.id}-swatch`);
    set(small, "data-theme", svg.dataset.theme);
    for (const child of sample.children) small.append(child.cloneNode(true));
    const words = small.querySelector(":scope > text:last-child");
    made.append(small, el("span", "", words.textContent));
    words.remove();
    return made;
  });
}

function levels(one, memory) {
  const used = new Set([...Object.values(one.parts), ...Object.values(one.flows)].map((read) => read[0]));
  const made = [el("span", "asks", one.asks)];
  one.scale.forEach((words, i) => {
    if (!used.has(i + 1)) return;
    const entry = el("span", "entry");
    entry.append(el("span", `pip l${i + 1}`, SIGNS[i + 1]), el("span", "", words));
    made.push(entry);
  });
  if (!used.size) made.push(el("span", "entry", "Nothing to show in this design."));
  else if (Object.keys(one.parts).length < memory.told.graph.parts.length) {
    made.push(el("span", "entry faded", one.name === "findings" ? "faded: no finding" : one.name === "data" ? "faded: does not touch it" : "faded: has no such number"));
  }
  if (one.refusing) made.push(el("span", "entry", one.refusing.length ? `Does not admit it: ${one.refusing.join(", ")}` : "Every zone admits it."));
  return made;
}

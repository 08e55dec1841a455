// Overlays: what the picture says of each part and flow in place of its badges, switched without asking Python.

const SIGNS = ["", "•", "••", "•••", "••••"];

// The overlay that is shown, with one class of data followed where the person chose one; nothing for the badges.
function overlayOf(memory) {
  const told = memory.told;
  const one = told.overlays.find((overlay) => overlay.name === memory.overlay);
  if (!one || one.name !== "data") return one;
  const carried = new Set(told.graph.flows.flatMap((flow) => flow.data));
  return carried.has(memory.data) ? followed(told, one, memory.data) : one;
}

// The way of one class: the flows that carry it, the parts that have it, and where a zone does not admit it.
function followed(told, one, data) {
  const level = told.graph.data[data];
  const flows = {};
  const parts = {};
  told.graph.flows.forEach((flow, place) => {
    if (!flow.data.includes(data)) return;
    const worst = flow.refused.includes(data) ? 4 : level;
    flows[place] = [worst, data, worst === 4 ? `carries ${data}; ${flow.into} does not admit it` : `carries ${data}`];
    for (const [key, own] of [[flow.from, level], [flow.to, worst]]) {
      if (own > (parts[key]?.[0] || 0)) parts[key] = [own, data, `has ${data}`];
    }
  });
  const refusing = told.graph.zones.filter((zone) => !zone.admits.includes(data)).map((zone) => zone.name);
  return { ...one, parts, flows, refusing, widths: told.graph.widths[data] };
}

function lay(svg, memory) {
  const one = overlayOf(memory);
  const { parts, flows, zones, ids } = places(svg);
  const speaks = one && Object.keys(one.flows).length > 0;
  for (const [key, node] of parts) {
    const read = one?.parts[key];
    level(node, read ? read[0] : 0);
    node.classList.toggle("mute", Boolean(one) && !read);
    const chip = ids.get(node.id.replace("-node-", "-chip-"));
    if (one && chip) chipped(chip, read, one);
    else if (chip?.dataset.spare) set(chip, "class", "chip spare");
    const said = read ? `${read[2]}, ${one.scale[read[0] - 1]}` : "nothing to show";
    if (one) set(node, "aria-label", `${wordsOn(node)}: ${said}`);
  }
  flows.forEach((drawn, place) => {
    const read = one?.flows[place];
    for (const node of drawn) {
      level(node, read ? read[0] : 0);
      node.classList.toggle("mute", Boolean(speaks) && !read);
    }
  });
  for (const zone of zones) zone.classList.toggle("refuses", Boolean(one?.refusing?.includes(zone.dataset.zone)));
}

function level(node, wanted) {
  for (let i = 1; i <= 4; i += 1) node.classList.toggle(`l${i}`, i === wanted);
}

// A part that has no badge of its own has a spare chip, seen only while an overlay fills it.
function chipped(chip, read, one) {
  set(chip, "class", read ? `chip l${read[0]}` : chip.dataset.spare ? "chip spare" : "chip none");
  if (!read) return;
  put(chip.querySelector("text"), `${SIGNS[read[0]]} ${read[1]}`);
  set(chip.querySelector("rect"), "width", String(one.widths ? one.widths[read[0] - 1] : read[3]));
}

function nameOf(told, key) {
  return told.graph.parts.find((part) => part.key === key)?.name || key;
}

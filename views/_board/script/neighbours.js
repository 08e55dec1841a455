// What is under the pointer or has the keyboard stands out with its neighbours and the flows between; the rest fades.

function neighbours(svg, told, key, place) {
  const shown = new Set(key ? [key] : []);
  const lit = new Set();
  told.graph.flows.forEach((flow, i) => {
    if (place === undefined ? flow.from === key || flow.to === key : i === place) {
      lit.add(i);
      shown.add(flow.from).add(flow.to);
    }
  });
  return { shown, lit };
}

function standOut(svg, told, key, place) {
  const { parts, flows } = places(svg);
  const none = !key && place === undefined;
  const { shown, lit } = none ? { shown: new Set(), lit: new Set() } : neighbours(svg, told, key, place);
  for (const [name, node] of parts) node.classList.toggle("dim", !none && !shown.has(name));
  flows.forEach((drawn, i) => {
    for (const node of drawn) {
      node.classList.toggle("dim", !none && !lit.has(i));
      node.classList.toggle("sel", lit.has(i));
    }
  });
}

// A few words beside the part or the flow: what it is, its number, what flows in and out.
function tip(box, frame, svg, memory, key, place) {
  const told = memory.told;
  box.hidden = !key && place === undefined;
  for (const [name, node] of places(svg).parts) {
    if (name === key) set(node, "aria-describedby", box.id);
    else if (node.hasAttribute("aria-describedby")) node.removeAttribute("aria-describedby");
  }
  if (box.hidden) return;
  box.replaceChildren(...(key ? ofPart(memory, key) : ofFlow(memory, place)));
  const target = key ? places(svg).parts.get(key).querySelector(".body") : places(svg).flows[place][0];
  const { shown } = neighbours(svg, told, key, place);
  const near = [...shown].map((one) => places(svg).parts.get(one).getBoundingClientRect());
  const own = target.getBoundingClientRect();
  stand(box, frame, own, key ? [...near, own, own, own] : near); // the part itself counts most
}

function ofPart(memory, key) {
  const told = memory.told;
  const part = told.graph.parts.find((one) => one.key === key);
  const read = overlayOf(memory)?.parts[key];
  const lines = [el("b", "", part.name), el("span", "kind", [part.kind, part.zone].filter(Boolean).join(" · "))];
  lines.push(el("span", "", labelOf(told, key)));
  if (read) lines.push(el("span", "", `${overlayOf(memory).label}: ${read[2]}`));
  const into = told.graph.flows.filter((flow) => flow.to === key).map((flow) => `${nameOf(told, flow.from)}: ${saidOf(flow)}`);
  const out = told.graph.flows.filter((flow) => flow.from === key).map((flow) => `${nameOf(told, flow.to)}: ${saidOf(flow)}`);
  for (const [title, all] of [["In from", into], ["Out to", out]]) {
    if (all.length) lines.push(el("span", "way", `${title} ${few(all)}`));
  }
  return lines;
}

function ofFlow(memory, place) {
  const flow = memory.told.graph.flows[place];
  const lines = [el("b", "", `${nameOf(memory.told, flow.from)} to ${nameOf(memory.told, flow.to)}`)];
  lines.push(el("span", "kind", flow.kind), el("span", "", saidOf(flow)));
  if (flow.data.length) lines.push(el("span", "way", `Carries ${flow.data.join(", ")}`));
  if (flow.refused.length) lines.push(el("span", "refused", `${flow.into} does not admit ${flow.refused.join(", ")}`));
  return lines;
}

function saidOf(flow) {
  return flow.rate ? `${flow.says}, ${flow.rate}` : flow.says;
}

function few(all) {
  return all.length <= 3 ? all.join("; ") : `${all.slice(0, 3).join("; ")}; and ${all.length - 3} more`;
}

// The note and the number of a part, as its picture says them.
function labelOf(told, key) {
  const name = nameOf(told, key);
  const bit = told.live.find((one) => one[4].startsWith(`${name}: `));
  return bit ? bit[4].slice(name.length + 2) : "";
}

// Beside its target, below the controls, on the side where it hides least of the neighbours.
function stand(box, framed, target, near) {
  const frame = framed.getBoundingClientRect();
  const ceiling = framed.querySelector(".stage").getBoundingClientRect().top;
  const wide = box.offsetWidth;
  const high = box.offsetHeight;
  const sides = [
    [target.left, target.bottom + 8],
    [target.left, target.top - high - 8],
    [target.right + 10, target.top],
    [target.left - wide - 10, target.top],
    [target.right + 10, target.bottom + 8],
    [target.left - wide - 10, target.bottom + 8],
    [target.right + 10, target.top - high - 8],
    [target.left - wide - 10, target.top - high - 8],
  ];
  const spots = sides.map(([x, y]) => [
    Math.min(Math.max(x, frame.left + 4), frame.right - wide - 4),
    Math.max(ceiling + 4, Math.min(y, frame.bottom - high - 4)),
  ]);
  const hides = ([x, y]) =>
    near.reduce((sum, r) => {
      const w = Math.min(x + wide, r.right) - Math.max(x, r.left);
      const h = Math.min(y + high, r.bottom) - Math.max(y, r.top);
      return w > 0 && h > 0 ? sum + w * h : sum;
    }, 0);
  const [x, y] = spots.reduce((best, spot) => (hides(spot) < hides(best) ? spot : best));
  set(box, "style", `left: ${Math.round(x - frame.left)}px; top: ${Math.round(y - frame.top)}px`);
}

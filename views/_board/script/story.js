// Step through: the picture told step by step. What came before stays, what comes later is a ghost.

function story(box, svg, memory) {
  const steps = memory.told.story;
  box.hidden = memory.step < 0;
  const on = memory.step >= 0 && steps.length > 0; // the steps may still be on their way
  if (on) memory.step = Math.min(memory.step, steps.length - 1);
  ghosts(svg, memory, on ? steps : []);
  if (!on) return;
  const step = steps[memory.step];
  put(box.querySelector(".count"), `Step ${memory.step + 1} of ${steps.length}`);
  put(box.querySelector("h4"), step.title);
  const list = box.querySelector("ul");
  step.says.forEach((line, i) => {
    if (!list.children[i]) list.append(el("li"));
    put(list.children[i], line);
  });
  while (list.children.length > step.says.length) list.lastChild.remove();
  box.querySelector(".previous").disabled = memory.step === 0;
  box.querySelector(".next").disabled = memory.step === steps.length - 1;
}

function ghosts(svg, memory, steps) {
  const { parts, flows, zones } = places(svg);
  const on = steps.length > 0;
  const seen = steps.slice(0, memory.step + 1);
  const now = on ? steps[memory.step] : { parts: [], flows: [] };
  const shown = new Set(seen.flatMap((step) => step.parts));
  const lit = new Set(seen.flatMap((step) => step.flows));
  for (const [key, node] of parts) {
    node.classList.toggle("ghost", on && !shown.has(key));
    node.classList.toggle("now", now.parts.includes(key));
  }
  flows.forEach((drawn, i) => {
    for (const node of drawn) {
      node.classList.toggle("ghost", on && !lit.has(i));
      node.classList.toggle("now", now.flows.includes(i));
    }
  });
  for (const zone of zones) {
    const inside = memory.told.graph.parts.filter((part) => part.zone === zone.dataset.zone);
    zone.classList.toggle("ghost", on && !inside.some((part) => shown.has(part.key)));
  }
}

function stepTo(memory, wanted, show) {
  memory.step = Math.max(0, Math.min(memory.told.story.length - 1, wanted));
  show();
}

function storyKey(event, memory, show, leave) {
  const last = memory.told.story.length - 1;
  const by = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -last, End: last }[event.key];
  if (last < 0) return false;
  if (event.key === "Escape") leave();
  else if (by === undefined || (event.key === " " && event.target.matches("button"))) return false;
  else stepTo(memory, memory.step + by, show);
  return true;
}

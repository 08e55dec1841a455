// The keyboard in the picture: Tab and arrows walk the parts along the flows, Enter selects, Escape leaves.

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function walk(event, svg, memory) {
  const key = event.target.closest("[data-part]")?.dataset.part;
  if (!key || event.ctrlKey || event.metaKey || event.altKey) return false;
  const parts = [...places(svg).parts.keys()];
  const to = event.key === "Home" ? parts[0] : event.key === "End" ? parts.at(-1) : WAYS[event.key] && next(svg, memory.told, key, WAYS[event.key]);
  if (to === undefined) return false;
  const node = to && places(svg).parts.get(to);
  if (node) {
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: calm() ? "auto" : "smooth" });
  }
  return true; // an arrow with nowhere to go does not scroll the page away from the picture either
}

// The part that lies best in that direction; one that a flow joins is as good as one three times as near.
function next(svg, told, key, [dx, dy]) {
  const { parts } = places(svg);
  const joined = neighbours(svg, told, key).shown;
  const here = middle(parts.get(key));
  let best = null;
  for (const [name, node] of parts) {
    if (name === key || node.classList.contains("ghost")) continue;
    const there = middle(node);
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (ahead <= 4 || aside > 2.5 * ahead) continue;
    const cost = (ahead + 2 * aside) * (joined.has(name) ? 1 / 3 : 1);
    if (!best || cost < best.cost) best = { name, cost };
  }
  return best ? best.name : null;
}

function middle(node) {
  const box = node.querySelector(".body").getBBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

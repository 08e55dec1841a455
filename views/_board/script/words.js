// The design as text: its steps as sentences, its parts and its flows as tables.

function words(box, memory) {
  box.hidden = !memory.text;
  if (box.hidden) return;
  const told = memory.told;
  const drawn = JSON.stringify([told.graph, told.story, told.live, told.sentence]);
  if (box.dataset.drawn === drawn) return;
  box.dataset.drawn = drawn;
  const list = el("ol");
  for (const step of told.story) {
    const item = el("li");
    item.append(el("b", "", step.title), ...step.says.map((line) => el("p", "", line)));
    list.append(item);
  }
  box.replaceChildren(
    el("h3", "", "The design as text"),
    el("p", "", told.sentence),
    list,
    table("Parts", ["Part", "Kind", "Zone", "What it is, and its number"], told.graph.parts.map((part) => [
      part.name, part.kind, part.zone || "outside every zone", labelOf(told, part.key),
    ])),
    table("Flows", ["From", "To", "What", "Kind", "Rate", "Data"], told.graph.flows.map((flow) => [
      nameOf(told, flow.from),
      nameOf(told, flow.to),
      flow.order ? `${flow.order}. ${flow.says}` : flow.says,
      flow.kind,
      flow.rate || "not given",
      [flow.data.join(", ") || "none named", flow.refused.length ? `${flow.into} does not admit ${flow.refused.join(", ")}` : ""]
        .filter(Boolean)
        .join("; "),
    ])),
  );
}

function table(title, heads, rows) {
  const made = el("table");
  const top = el("tr");
  for (const head of heads) set(top.appendChild(el("th", "", head)), "scope", "col");
  made.append(el("caption", "", title), el("thead"), el("tbody"));
  made.querySelector("thead").append(top);
  for (const [first, ...rest] of rows) {
    const row = el("tr");
    const name = el("th", "", first);
    set(name, "scope", "row");
    row.append(name, ...rest.map((cell) => el("td", "", cell)));
    made.querySelector("tbody").append(row);
  }
  const held = el("div", "wide");
  set(held, "tabindex", "0");
  set(held, "role", "region");
  set(held, "aria-label", title);
  held.append(made);
  return held;
}

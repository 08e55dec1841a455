// The row of controls above the picture, made once a board: overlay, zoom, full screen, steps, text.

function tools(row, memory, stage, show) {
  const main = row.closest(".main");
  const zoom = (key) => () => zoomTo(stage, memory, ZOOMS[key](memory.zoom));
  const group = el("div", "zoom");
  set(group, "role", "group");
  set(group, "aria-label", "Zoom");
  group.append(
    named(button("−", zoom("-")), "out", "Zoom out (minus)"),
    named(button("100 %", zoom(0)), "fit", "Fit the picture (zero)"),
    named(button("+", zoom("+")), "in", "Zoom in (plus)"),
    named(button("Full screen", () => toggleFull(main, full)), "full", ""),
  );
  const full = () => {
    put(group.querySelector(".full"), isFull(main) ? "Leave full screen" : "Full screen");
    fit(stage, memory);
  };
  memory.full = full;
  memory.say = () => {
    put(group.querySelector(".fit"), memory.zoom === 1 ? "Fit" : `${Math.round(memory.zoom * 100)} %`);
    group.querySelector(".out").disabled = memory.zoom <= 1;
    group.querySelector(".in").disabled = memory.zoom >= CLOSEST;
  };
  row.append(choices(memory, show), group);
  main.addEventListener("fullscreenchange", full);
}

function named(made, name, label) {
  made.className = name;
  if (label) {
    set(made, "aria-label", label);
    set(made, "title", label);
  }
  return made;
}

// One choice among the overlays, as radio buttons: arrows move between them, as everywhere.
function choices(memory, show) {
  const made = el("fieldset", "overlays");
  made.append(el("legend", "", "Show"));
  const offered = [{ name: "none", label: "Badges" }, ...memory.told.overlays];
  if (!offered.some((one) => one.name === memory.overlay)) memory.overlay = "none"; // kept by another version
  for (const one of offered) {
    const label = el("label");
    const radio = el("input");
    Object.assign(radio, { type: "radio", name: "overlay", value: one.name, checked: one.name === memory.overlay });
    radio.onchange = () => {
      memory.overlay = one.name;
      keep("overlay", one.name);
      show();
    };
    label.append(radio, el("span", "", one.label));
    made.append(label);
  }
  return made;
}

// Under the data overlay: one class of data, to see its way and where it enters a zone that does not admit it.
function follow(box, memory, show) {
  const on = memory.overlay === "data";
  box.hidden = !on;
  if (!on) return;
  const classes = Object.keys(memory.told.graph.data);
  const select = box.querySelector("select");
  if (select.dataset.drawn !== classes.join()) {
    select.dataset.drawn = classes.join();
    select.replaceChildren(...["", ...classes].map((name) => Object.assign(el("option", "", name || "all data"), { value: name })));
  }
  select.value = classes.includes(memory.data) ? memory.data : "";
  select.onchange = () => {
    memory.data = select.value;
    show();
  };
}

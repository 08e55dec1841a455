"use strict";
// The page of one design. Every word of a person or a model goes in through textContent; nothing is fetched.
(() => {
  const told = JSON.parse(document.getElementById("told").textContent);
  const at = (id) => document.getElementById(id);
  const svg = document.querySelector("#stage svg");
  const nodes = [...svg.querySelectorAll("[data-part]")];
  const lines = [...svg.querySelectorAll(".flow")];
  const KINDS = { sync: "a call", event: "an event", batch: "a batch", control: "a control" };
  const SIGNS = { blocker: "Blocker", risk: "Risk", note: "Note" };
  const numbers = new Map(told.numbers.map((one) => [one.key, one]));
  const names = new Map([...told.parts, ...told.also].map((one) => [one.key, one.name]));

  // A number and its unit stay on one line.
  const unbroken = (text) => text.replace(/(\d) (?=[%a-zA-Zµ×])/g, "$1\u00a0");

  function el(tag, name, text, ...inside) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = unbroken(text);
    made.append(...inside);
    return made;
  }

  function button(name, text, act) {
    const made = el("button", name, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  // Light and dark: the reader's own, until the switch says otherwise.
  const wish = matchMedia("(prefers-color-scheme: dark)");
  let chosen = "";

  function shade() {
    const theme = chosen || (wish.matches ? "dark" : "light");
    document.documentElement.dataset.theme = svg.dataset.theme = theme;
    at("theme").textContent = theme === "dark" ? "Light" : "Dark";
  }

  // A number explains itself: what it says, its formula, the values put in, what these rest on, its source.
  function number(one, name) {
    const box = el("details", "number", "", el("summary", "", name || one.name, el("b", "", one.text)));
    box.dataset.number = one.key;
    box.addEventListener("toggle", () => {
      if (!box.open || box.children.length > 1) return;
      box.append(el("p", "", one.says), el("code", "", one.formula));
      if (one.worked) box.append(el("code", "", `= ${one.worked}`), el("code", "", `= ${one.text}`));
      if (one.inputs.length) box.append(el("ul", "mute", "", ...one.inputs.map(input)));
      box.append(el("p", "mute", `Source: ${one.source}`));
    });
    return box;
  }

  function input([name, value, leads, rests]) {
    const line = el("li", "", `${name} = ${value}`);
    if (leads) line.append(", from ", button("link", leads, () => explain(leads)));
    else line.append(el("span", "", ` (${rests})`));
    return line;
  }

  function explain(key) {
    const search = at("search");
    if (search.value) {
      search.value = "";
      sift();
    }
    at("numbers").open = true;
    const box = [...at("numbers").querySelectorAll("details.number")].find((one) => one.dataset.number === key);
    if (!box) return;
    box.open = true;
    box.querySelector("summary").focus({ preventScroll: true });
    box.scrollIntoView({ block: "center" });
  }

  function finding(one) {
    const box = el("div", `finding ${one.severity}`, "", el("h3", "", `${SIGNS[one.severity]}: ${one.subject}`));
    box.append(el("p", "", one.says), el("p", "mute", `Measured: ${one.measured}.`), el("p", "", `Remedy: ${one.remedy}`));
    if (one.accepted) box.append(el("p", "mute", `Accepted: ${one.accepted}`));
    return box;
  }

  // The part looked at, and its neighbours in the picture.
  let looked = -1;

  function look(place, focus) {
    const before = looked;
    looked = place === looked && !focus ? -1 : place;
    paint();
    const panel = at("part");
    panel.hidden = looked < 0;
    panel.replaceChildren();
    if (looked < 0) {
      if (before >= 0) nodes[before].focus({ preventScroll: true });
      return;
    }
    const part = told.parts[looked];
    const head = el("div", "head", "", el("h2", "", part.name), button("", "Close", () => look(looked)));
    panel.append(head, el("p", "mute", [part.kind, part.note, part.zone && `zone: ${part.zone}`].filter(Boolean).join(" · ")));
    panel.append(...told.findings.filter((one) => one.part === part.key).map(finding));
    const own = told.flows.filter((flow) => flow.from === looked || flow.to === looked);
    panel.append(el("ul", "mute", "", ...own.map((flow) => el("li", "", spoken(flow)))));
    const mine = told.numbers.filter((one) => one.part === part.key);
    panel.append(el("div", "numbers group", "", ...mine.map((one) => number(one))));
    if (focus) panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  function spoken(flow) {
    const more = [KINDS[flow.kind], flow.rate, flow.carries && `carries ${flow.carries}`].filter(Boolean).join("; ");
    return `${told.parts[flow.from].name} → ${told.parts[flow.to].name}: ${flow.says} (${more})`;
  }

  // Step by step: step k shows what the first k steps brought; step 0 shows the whole picture, and so does the last.
  const story = told.steps;
  let step = 0;

  function paint() {
    const stepping = step > 0 && step < story.length;
    const so_far = stepping ? story.slice(0, step) : story;
    const [parts, flows] = ["parts", "flows"].map((what) => new Set(so_far.flatMap((one) => one[what])));
    const now = new Set(stepping ? story[step - 1].flows : []);
    const near = new Set([looked, ...told.flows.flatMap((f) => (f.from === looked || f.to === looked ? [f.from, f.to] : []))]);
    nodes.forEach((node, i) => {
      node.classList.toggle("later", !parts.has(i));
      node.classList.toggle("dim", looked >= 0 && !near.has(i));
      node.classList.toggle("sel", looked === i);
      node.setAttribute("aria-expanded", String(looked === i));
    });
    lines.forEach((line, i) => {
      const own = told.flows[i].from === looked || told.flows[i].to === looked;
      line.classList.toggle("later", !flows.has(i));
      line.classList.toggle("dim", looked >= 0 && !own);
      line.classList.toggle("sel", now.has(i));
    });
    svg.querySelectorAll(".says").forEach((tag) => {
      const { from, to, order } = tag.dataset;
      const i = lines.findIndex((l) => l.dataset.from === from && l.dataset.to === to && l.dataset.order === order);
      if (i < 0) return;
      tag.classList.toggle("later", lines[i].classList.contains("later"));
      tag.classList.toggle("dim", lines[i].classList.contains("dim"));
    });
  }

  function go(to) {
    step = Math.max(0, Math.min(story.length, to));
    paint();
    at("back").disabled = step === 0;
    at("next").disabled = step === story.length;
    const one = story[step - 1];
    at("count").textContent = one ? `${step} of ${story.length}. ${one.title}` : "The whole picture";
    const says = one ? one.says : [`Its story has ${story.length} steps. The arrow keys lead from one to the next.`];
    at("said").replaceChildren(...says.map((line) => el("p", "", line)));
    at("said").scrollTop = 0;
    const line = one && lines[one.flows[0]];
    const stage = at("stage");
    if (line && stage.scrollWidth > stage.clientWidth) {
      const [box, frame] = [line.getBoundingClientRect(), stage.getBoundingClientRect()];
      stage.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
    }
  }

  function steps() {
    if (!story.length) return;
    const [back, next] = [button("", "← Back", () => go(step - 1)), button("", "Next step →", () => go(step + 1))];
    const [count, said] = [el("strong"), el("div")];
    [back.id, next.id, count.id, said.id] = ["back", "next", "count", "said"];
    [said.tabIndex, said.role, said.ariaLive, said.ariaLabel] = [0, "region", "polite", "What is said of this step"];
    at("steps").append(el("div", "keys", "", back, next), count, said);
    at("steps").hidden = false;
    go(0);
  }

  function promises() {
    const card = (one) => {
      const made = button(`promise ${one.kept ? "kept" : "broken"}${one.binds ? " binds" : ""}`, "", () => explain(one.number));
      made.title = one.why;
      made.append(el("span", "", one.title), el("b", "word", one.kept ? "✓ kept" : "✗ broken"));
      made.append(el("strong", "", one.text), el("em", "", one.binds ? `${one.demand} · binds` : one.demand));
      return made;
    };
    at("promises").append(el("h2", "", "Promises"), ...told.promises.map(card));
  }

  function section(id, title, open, ...inside) {
    const box = el("details", "", "", el("summary", "", "", el("h2", "", title)), ...inside);
    [box.id, box.open] = [id, open];
    at("rest").append(box);
  }

  function table(heads, rows) {
    const row = (tag, cells) => el("tr", "", "", ...cells.map((cell) => el(tag, "", cell)));
    const whole = el("table", "", "", el("thead", "", "", row("th", heads)));
    whole.append(el("tbody", "", "", ...rows.map((cells) => row("td", cells))));
    return el("div", "scroll", "", whole);
  }

  function sift() {
    const wanted = at("search").value.toLowerCase();
    for (const group of at("numbers").querySelectorAll(".group")) {
      for (const box of group.querySelectorAll("details.number")) {
        const one = numbers.get(box.dataset.number);
        box.hidden = !`${one.key} ${one.says} ${one.source}`.toLowerCase().includes(wanted);
      }
      group.hidden = !group.querySelector("details.number:not([hidden])");
    }
  }

  function rest() {
    const open = told.findings.filter((one) => !one.accepted).length;
    const found = told.findings.length ? told.findings.map(finding) : [el("p", "", "No rule objects to this design.")];
    section("review", `Review: ${open} open`, true, ...found);
    section("decisions", "Decisions", false, table(["Step", "Decision", "Value", "Opening value", "Why"], told.decisions));
    section("givens", "The world", false, table(["Given", "Value", "Why it matters", "Source"], told.givens));
    const search = el("input");
    [search.id, search.type, search.placeholder] = ["search", "search", "p99, cost, source ..."];
    search.setAttribute("aria-label", "Search the numbers");
    search.addEventListener("input", sift);
    const groups = [...names].map(([key, name]) => {
      const own = told.numbers.filter((one) => one.part === key).map((one) => number(one));
      return el("div", "group", "", el("h3", "", name), el("div", "numbers", "", ...own));
    });
    section("numbers", `Numbers: ${told.numbers.length}`, false, search, ...groups);
    section("assumptions", "Assumptions", false, table(["What", "Value", "Why", "Rests on"], told.assumptions));
    section("made", "How it was made", false, el("p", "", "Made by ML Casebook. Made again by:"), el("code", "", told.command));
  }

  nodes.forEach((node, i) => {
    node.addEventListener("click", () => look(i));
    node.addEventListener("keydown", (press) => {
      if (press.key !== "Enter" && press.key !== " ") return;
      press.preventDefault();
      look(i, true);
    });
  });
  document.addEventListener("keydown", (press) => {
    if (press.altKey || press.ctrlKey || press.metaKey || press.shiftKey || press.target.matches("input")) return;
    if (press.key === "Escape" && looked >= 0) look(looked);
    const move = { ArrowRight: step + 1, ArrowLeft: step - 1, Home: 0, End: story.length }[press.key];
    const scrolls = press.key === "Home" || press.key === "End" ? !at("left").contains(press.target) : false;
    if (move === undefined || scrolls || !story.length) return;
    press.preventDefault();
    go(move);
  });
  at("theme").addEventListener("click", () => {
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    shade();
  });
  wish.addEventListener("change", shade);
  at("theme").hidden = false;
  shade();
  promises();
  steps();
  rest();
})();

// The scoreboard of promises, and on a phone the strip that stays in sight of the controls.

function scores(aside, outcomes, open) {
  while (aside.children.length > outcomes.length + 1) aside.lastChild.remove();
  outcomes.forEach((o, i) => {
    let card = aside.children[i + 1];
    if (!card) {
      card = el("button", "promise");
      card.type = "button";
      card.append(el("h4"), el("span", "word"), el("strong"), el("p"), bar());
      aside.append(card);
    }
    set(card, "class", `promise ${o.kept ? "kept" : "broken"}${o.binds ? " binds" : ""}`);
    set(card, "title", o.why);
    card.onclick = () => open(o.number, card);
    put(card.querySelector("h4"), o.title);
    put(card.querySelector(".word"), o.kept ? "✓ kept" : "✕ broken");
    put(card.querySelector("strong"), o.text);
    put(card.querySelector("p"), [o.demand, o.was && `was ${o.was}`, o.binds && "binds now", o.chance].filter(Boolean).join(" · "));
    filled(card.querySelector(".bar"), o.bar);
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

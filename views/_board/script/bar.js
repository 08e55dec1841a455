// The bar of a promise: how much of its limit is used, the limit itself, and the ghost of what was used before.

function bar() {
  const made = el("div", "bar");
  set(made, "aria-hidden", "true"); // the words beside it say both numbers
  made.append(el("i"), el("b"), el("u"));
  return made;
}

function filled(made, [full, limit, before]) {
  const [fill, mark, ghost] = made.children;
  set(fill, "style", `width: ${(full * 100).toFixed(1)}%`);
  set(mark, "style", `left: ${(limit * 100).toFixed(1)}%`);
  ghost.hidden = before === undefined;
  if (!ghost.hidden) set(ghost, "style", `left: ${(before * 100).toFixed(1)}%`);
}

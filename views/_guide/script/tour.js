// The tour: a ring round what is spoken of, and a card in the corner where it hides least of it.

const ROOM = 12; // px between the card and the edge

function invite(button) {
  const seen = remembered("seen", false);
  button.textContent = seen ? "Tour" : "Take the tour";
  button.classList.toggle("new", !seen);
}

function toured(dialog, told, button) {
  if (dialog.open) return;
  const find = (css) => dialog.querySelector(css);
  let at = 0;
  let shown = null;
  let drawing = 0;
  const draw = () => {
    around(find(".ring"), find(".card"), shown);
    drawing = requestAnimationFrame(draw);
  };
  const to = (step) => {
    if (step >= told.steps.length) return dialog.close();
    at = Math.max(0, step);
    const [where, title, says] = told.steps[at];
    find(".count").textContent = `${at + 1} of ${told.steps.length}`;
    find("h2").textContent = title;
    find(".says").textContent = says;
    find(".back").disabled = at === 0;
    find(".on").textContent = at === told.steps.length - 1 ? "Done" : "Next";
    shown = place(where);
    shown?.scrollIntoView({ block: shown.getBoundingClientRect().height > innerHeight / 2 ? "start" : "center" });
    find(".on").focus();
  };
  find(".on").onclick = () => to(at + 1);
  find(".back").onclick = () => to(at - 1);
  find(".skip").onclick = () => dialog.close();
  dialog.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (at + step < told.steps.length) to(at + step);
  };
  dialog.onclose = () => {
    cancelAnimationFrame(drawing);
    remember("seen", true);
    invite(button);
    button.focus();
  };
  dialog.showModal();
  to(0);
  draw();
}

function around(ring, card, shown) {
  const box = shown?.isConnected ? shown.getBoundingClientRect() : new DOMRect(innerWidth / 2, innerHeight / 2, 0, 0);
  const [left, top] = [Math.max(4, box.left - 6), Math.max(4, box.top - 6)];
  const [right, bottom] = [Math.min(innerWidth - 4, box.right + 6), Math.min(innerHeight - 4, box.bottom + 6)];
  put(ring, { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) });
  const { width, height } = card.getBoundingClientRect();
  const [far, low] = [innerWidth - width - ROOM, innerHeight - height - ROOM];
  const spots = [[far, low], [ROOM, low], [far, ROOM], [ROOM, ROOM]];
  const hidden = ([x, y]) =>
    Math.max(0, Math.min(x + width, right) - Math.max(x, left)) * Math.max(0, Math.min(y + height, bottom) - Math.max(y, top));
  const [x, y] = spots.reduce((best, spot) => (hidden(spot) < hidden(best) ? spot : best));
  put(card, { left: x, top: y });
}

function put(node, sizes) {
  for (const [name, px] of Object.entries(sizes)) {
    const wanted = `${Math.round(px)}px`;
    if (node.style[name] !== wanted) node.style[name] = wanted;
  }
}

// The guide: three buttons, three dialogs, and the keys.

export default function ({ parentElement, data }) {
  const told = JSON.parse(data.j);
  const find = (css) => parentElement.querySelector(css);
  const acts = {
    ...ACTS,
    tour: () => toured(find(".tour"), told, find(".start")),
    palette: () => search(find(".palette"), told, acts),
    help: () => listed(find(".help"), told),
  };
  find(".start").onclick = acts.tour;
  find(".find").onclick = acts.palette;
  find(".ask").onclick = acts.help;
  invite(find(".start"));
  const stop = [keys(told, acts), tabWords(told.tabs)];
  if (told.asked > remembered("asked", 0)) {
    remember("asked", told.asked);
    awaited(() => place(".answers")).then((there) => there && acts.tour());
  }
  return () => stop.forEach((one) => one());
}

function listed(dialog, told) {
  const fill = (list, rows) =>
    list.replaceChildren(...rows.flatMap(([name, says]) => [made("dt", name), made("dd", says)]));
  fill(dialog.querySelector(".keys"), told.listed);
  fill(dialog.querySelector(".words"), told.words.map(([word, says]) => [word, says.slice(says.indexOf(".") + 2)]));
  dialog.querySelector(".shut").onclick = () => dialog.close();
  if (!dialog.open) dialog.showModal();
}

// What a word of a tab means, where the pointer or the keyboard is on it.
function tabWords(tabs) {
  const says = new Map(tabs);
  const tell = (event) => {
    const tab = event.target.closest?.("[role=tab]");
    const words = tab && says.get(tab.textContent.trim());
    if (words && tab.title !== words) tab.title = words;
  };
  const on = ["pointerover", "focusin"];
  on.forEach((name) => document.addEventListener(name, tell));
  return () => on.forEach((name) => document.removeEventListener(name, tell));
}

function made(tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

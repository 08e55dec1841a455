// The palette: one field over all that the page can do, and the words of the glossary.

const SHOWN = 12;

function search(dialog, told, acts) {
  const [field, list, none] = ["input", "ul", ".none"].map((css) => dialog.querySelector(css));
  const every = [...told.items, ...told.words.map(([word, says]) => ["word", word, null, says])];
  let found = [];
  let at = 0;
  const mark = () => {
    [...list.children].forEach((node, i) => node.setAttribute("aria-selected", String(i === at)));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (found.length) field.setAttribute("aria-activedescendant", `found-${at}`);
    else field.removeAttribute("aria-activedescendant");
  };
  const choose = (one) => {
    const [group, label, act] = one;
    if (!act) return; // a word is read, not done
    dialog.close();
    acts[act.do](act);
  };
  const look = () => {
    found = ranked(every, field.value).slice(0, SHOWN);
    at = 0;
    list.replaceChildren(...found.map((one, i) => row(one, i, () => choose(one))));
    list.hidden = !found.length;
    none.textContent = found.length ? "" : "Nothing has that name. Try a part of it: “block”, “cost”, “labels”.";
    mark();
  };
  field.oninput = look;
  field.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) at = (at + step + found.length) % found.length;
    else if (event.key === "Enter" && found[at]) choose(found[at]);
    else return;
    event.preventDefault();
    mark();
  };
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  field.value = "";
  if (!dialog.open) dialog.showModal();
  field.focus();
  look();
}

// Every word typed must be in the name or its group; a name that begins with it comes first.
function ranked(every, typed) {
  const wanted = typed.trim().toLowerCase();
  const parts = wanted.split(/\s+/).filter(Boolean);
  const rank = ([group, label]) => {
    const name = label.toLowerCase();
    if (!parts.every((part) => name.includes(part) || group.includes(part))) return -1;
    return name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2;
  };
  return every.map((one, i) => [rank(one), i, one]).filter(([r]) => r >= 0).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((one) => one[2]);
}

function row([group, label, , says], i, act) {
  const node = made("li", "");
  node.id = `found-${i}`;
  node.setAttribute("role", "option");
  node.append(made("b", label), made("i", group), ...(says ? [made("span", says.slice(says.indexOf(".") + 2))] : []));
  node.onclick = act;
  return node;
}

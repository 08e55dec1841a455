// What everything else writes the page with. Everything a person or a model wrote goes in through textContent.
// Only what differs is written: a page that is not touched is not laid out again.

function set(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function el(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = unbroken(text);
  return made;
}

function put(node, text) {
  const said = unbroken(text);
  if (node.textContent !== said) node.textContent = said;
}

// A number and its unit stay on one line.
function unbroken(text) {
  return text.replace(/(\d) (?=[%a-zA-Zµ×])/g, "$1\u00a0");
}

function button(label, act) {
  const made = el("button", "", label);
  made.type = "button";
  made.onclick = act;
  return made;
}

// The page's own settings for motion.
function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

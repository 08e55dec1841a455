// The keys. Whoever types in a field, chooses in a list or edits a table keeps every one of them.

const TEXT = new Set(["text", "number", "search", "email", "url", "tel", "password", "date", "time"]);
const KEEPS = "textarea, select, canvas, [role=listbox], [role=option], [role=combobox], [contenteditable=true]";

function typing(event) {
  const at = event.composedPath()[0];
  return at.isContentEditable || at.matches?.(KEEPS) || (at.tagName === "INPUT" && TEXT.has(at.type));
}

// `Mod+Shift+Z`, `N`, `?`: of a sign, Shift only says where it lies on the keyboard.
function pressed(event) {
  const letter = /^[a-z]$/i.test(event.key);
  const keys = [];
  if (event.ctrlKey || event.metaKey) keys.push("Mod");
  if (event.altKey) keys.push("Alt");
  if (event.shiftKey && (letter || event.key.length > 1)) keys.push("Shift");
  return [...keys, letter ? event.key.toUpperCase() : event.key].join("+");
}

function keys(told, acts) {
  const listen = (event) => {
    const act = told.keys[pressed(event)];
    if (!act || typing(event) || event.isComposing) return;
    if (event.composedPath().some((node) => node.tagName === "DIALOG" || node.getAttribute?.("role") === "dialog")) return;
    event.preventDefault();
    event.stopPropagation();
    acts[act.do](act);
  };
  document.addEventListener("keydown", listen, true);
  return () => document.removeEventListener("keydown", listen, true);
}

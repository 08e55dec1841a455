// What this browser remembers of the guide. A browser that keeps nothing (a private window) is only asked again.

const NAME = "ml-casebook guide";

function remembered(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(NAME) || "{}")[key] ?? otherwise;
  } catch {
    return otherwise;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...JSON.parse(localStorage.getItem(NAME) || "{}"), [key]: value }));
  } catch {
    // nothing is lost but the memory of it
  }
}

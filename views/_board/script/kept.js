// What this browser keeps from visit to visit: how somebody likes to see pictures, which no link of a design should say.

const KEPT = "ml-casebook board";

function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(KEPT) || "{}")[name];
  } catch {
    return undefined; // a private window, or a hand that wrote there
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ [name]: value }));
  } catch {
    // it is only asked again
  }
}

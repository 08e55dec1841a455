// The address says the design, so that a reload or a copied link reopens it; a move is no entry in the history.

let later = 0;

function addressed(query) {
  clearTimeout(later);
  later = setTimeout(() => address(query), 150); // after the move is drawn: a browser takes its time over it
}

function address(query) {
  const before = new URLSearchParams(location.search);
  if (before.has("room")) return; // the address of a room stays: the room itself keeps the design
  const kept = [...before].filter(([name]) => name.startsWith("embed"));
  const words = [query, new URLSearchParams(kept).toString()].filter(Boolean).join("&");
  const wanted = location.pathname + (words ? `?${words}` : "");
  if (location.pathname + location.search !== wanted) history.replaceState(history.state, "", wanted);
}

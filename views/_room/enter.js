// Asks the server for a seat. The key comes back in a cookie that no script can read; then the page opens the room.
const DONE = new Map(); // where -> the number that was asked for last

export default async function (component) {
  const { data, key, parentElement } = component;
  const { route, words, number } = JSON.parse(data.j);
  const said = parentElement.querySelector("p");
  if (!words || DONE.get(key) === number) return;
  DONE.set(key, number);
  said.textContent = "";
  try {
    const answer = await fetch(route, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(words),
    });
    const told = await answer.json();
    if (answer.ok) location.assign(`mock?room=${encodeURIComponent(told.code)}`);
    else said.textContent = told.said;
  } catch {
    said.textContent = "The server did not answer. Try again.";
  }
}

// The clock of a round. It ticks here, by the server's wall time; Python is asked for nothing while it runs.
const TICKS = new WeakMap(); // element -> the interval

const spell = (s) => `${s < 0 ? "−" : ""}${Math.floor(Math.abs(s) / 60)}:${String(Math.floor(Math.abs(s) % 60)).padStart(2, "0")}`;

function between(told, from, to) {
  const still = told.pauses.reduce((sum, [a, b]) => (a < to ? sum + Math.max(0, Math.min(to, b ?? to) - Math.max(from, a)) : sum), 0);
  return Math.max(0, to - from - still);
}

function draw(root, told, skew) {
  const now = told.ended_at ?? Date.now() / 1000 + skew;
  const total = told.seconds.reduce((a, b) => a + b, 0);
  const phase = told.phases.at(-1) ?? 0;
  const elapsed = told.began.length ? between(told, told.began[0], now) : 0;
  const spent = told.began.reduce((sum, at, i) => (told.phases[i] === phase ? sum + between(told, at, told.began[i + 1] ?? now) : sum), 0);
  const used = told.began.length ? spent / told.seconds[phase] : 0;
  const state = used >= told.hard ? "hard" : used >= told.nudge ? "nudge" : "";
  const resting = told.pauses.length && told.pauses.at(-1)[1] === null;
  put(root, ".left", spell(total - elapsed));
  put(root, ".phase", `${phase + 1}. ${told.titles[phase]}`);
  put(root, ".own", `${spell(spent)} of ${spell(told.seconds[phase])}`);
  const words = told.ended_at ? "The round is over." : !told.began.length ? "Not started yet." : resting ? "Paused." : "";
  const urge = state === "hard" ? "Well over its time: move on." : state === "nudge" ? "Its time is up: sum up and move on." : "";
  put(root, ".word", words || urge);
  root.querySelector(".clock").dataset.state = words ? "" : state;
  root.querySelectorAll(".bar i").forEach((bar, i) => {
    bar.style.flexGrow = told.seconds[i];
    bar.dataset.on = i === phase ? "now" : i < phase ? "done" : "";
  });
}

function put(root, where, text) {
  const node = root.querySelector(where);
  if (node.textContent !== text) node.textContent = text;
}

export default function (component) {
  const { data, parentElement } = component;
  const told = JSON.parse(data.j);
  const skew = told.now - Date.now() / 1000;
  const bar = parentElement.querySelector(".bar");
  if (bar.children.length !== told.seconds.length) {
    bar.replaceChildren(...told.seconds.map((_, i) => Object.assign(document.createElement("i"), { title: told.titles[i] })));
  }
  clearInterval(TICKS.get(parentElement));
  draw(parentElement, told, skew);
  if (told.ended_at === null) TICKS.set(parentElement, setInterval(() => draw(parentElement, told, skew), 500));
  return () => clearInterval(TICKS.get(parentElement));
}

// The presenter's view: the clock against the plan, the next slide, what to say.

const clockMs = () => now.ran + (now.since ? Date.now() - now.since : 0);
const asClock = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;

function drawDesk() {
  const following = slides[now.slide + 1];
  const frame = at("next");
  if (frame.slide !== now.slide) {
    frame.slide = now.slide;
    frame.replaceChildren();
    if (following) {
      const copy = following.cloneNode(true);
      copy.hidden = false;
      copy.removeAttribute("aria-label");
      frame.append(copy);
      paint(frame, copy, WHOLE);
    } else frame.append("This is the last slide.");
    const lines = told.notes[now.slide].map((line) => {
      const made = document.createElement("p");
      made.textContent = line;
      return made;
    });
    at("notes").querySelector("div").replaceChildren(...lines);
    at("notes").scrollTop = 0;
  }
  at("run").textContent = now.since ? "Stop the clock" : now.ran ? "Go on" : "Start the clock";
  if (document.activeElement !== at("minutes")) at("minutes").value = now.minutes;
  tick();
}

function tick() {
  const ms = clockMs();
  const planned = now.minutes * 60000;
  const due = told.ends[now.slide] * planned;
  at("elapsed").textContent = asClock(ms);
  const late = ms > due;
  at("pace").textContent = late
    ? `${asClock(ms - due)} behind: this slide was to be over at ${asClock(due)}.`
    : `${asClock(due - ms)} left on this slide; it is to be over at ${asClock(due)}.`;
  at("pace").classList.toggle("late", late);
}

function deskControls() {
  at("desk").hidden = false;
  document.body.classList.add("presenting");
  at("run").onclick = () => change(now.since ? { ran: clockMs(), since: 0 } : { since: Date.now() });
  at("reset").onclick = () => change({ ran: 0, since: 0 });
  at("minutes").onchange = () => {
    const wanted = Number(at("minutes").value);
    if (wanted >= 1 && wanted <= 600) change({ minutes: wanted });
    else at("minutes").value = now.minutes;
  };
  setInterval(tick, 500);
}

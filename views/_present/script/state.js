// Where the presentation stands, and what of it a reload and other windows are told.

const at = (id) => document.getElementById(id);
const told = JSON.parse(at("told").textContent);
const audience = document.body.dataset.role === "audience";
const slides = [...document.querySelectorAll("#stage > .slide")];
const WHOLE = { zoom: 1, x: 0.5, y: 0.5 };
const KEY = `present:${location.pathname}${location.search}`;
const now = { slide: 0, ...WHOLE, ran: 0, since: 0, minutes: told.minutes, code: "", id: "", stamp: 0 };

function remembered() {
  try {
    Object.assign(now, JSON.parse(sessionStorage.getItem(KEY) || "{}"));
  } catch {
    // what is stored is not ours: begin at the first slide
  }
  now.id = location.hash.match(/^#presenter-(\w+)$/)?.[1] || now.id || Math.random().toString(36).slice(2);
  now.slide = within(now.slide);
}

const within = (slide) => Math.max(0, Math.min(slides.length - 1, Math.trunc(slide) || 0));

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(now));
  } catch {
    // a browser that keeps nothing presents all the same
  }
}

// What this window changed: shown here, in the other window, and to the audience.
function change(what) {
  Object.assign(now, what, { stamp: Math.max(Date.now(), now.stamp + 1) });
  keep();
  draw();
  tell({ now });
  send();
}

// What another window changed.
function receive(other) {
  if (other.stamp <= now.stamp) return;
  Object.assign(now, other);
  now.slide = within(now.slide);
  keep();
  draw();
}

function go(to) {
  const slide = within(to);
  if (slide === now.slide) return;
  const same = slides[slide].dataset.step !== undefined && slides[now.slide].dataset.step !== undefined;
  change({ slide, ...(same ? {} : WHOLE), ...(now.since || now.ran ? {} : { since: Date.now() }) });
}

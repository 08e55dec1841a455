// What the guide can do: press, open or focus what stands on the page. A thing that is drawn late is waited for.

const PATIENCE = 6000; // ms: a tab or a sheet is drawn by the server

// A place on the page by selector, also inside the components, which keep what is theirs to themselves.
function place(css, root = document) {
  const here = [...root.querySelectorAll(css)].find((node) => node.getClientRects().length);
  if (here) return here;
  for (const host of root.querySelectorAll("[data-testid=stBidiComponentIsolated]")) {
    const found = host.shadowRoot && place(css, host.shadowRoot);
    if (found) return found;
  }
  return null;
}

function named(key) {
  return `.${CSS.escape(`st-key-${key.replace(/[^a-zA-Z0-9_-]/g, "-")}`)}`;
}

async function awaited(find) {
  for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
    const found = find();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  return null;
}

function press(button) {
  if (button && !button.disabled) button.click();
}

// The control inside a widget: a slider's thumb, the chosen pill, a field, a switch; never the question mark beside it.
const CONTROLS = ["input[type=range], [role=slider]", "[aria-checked=true], [aria-pressed=true]", "input, textarea", "button:not([aria-label^=Help])"];

async function reach(key) {
  const widget = await awaited(() => place(named(key)));
  const control = CONTROLS.map((css) => widget?.querySelector(css)).find(Boolean);
  widget?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}

async function open(opener, key) {
  if (!place(named(key))) press(place(`${named(opener)} button`));
}

const ACTS = {
  press: ({ key }) => press(place(`${named(key)} button`)),
  next: () => {
    const step = place(".answers button"); // the board offers one until something was turned; then the review has them
    return step ? press(step) : ACTS.tab({ label: "Review" });
  },
  tab: async ({ label }) => {
    const tab = [...document.querySelectorAll("[role=tab]")].find((one) => one.textContent.trim() === label);
    tab?.click();
    tab?.scrollIntoView({ block: "start" });
    tab?.focus({ preventScroll: true });
  },
  knob: async ({ step, opener, key }) => {
    const pill = [...document.querySelectorAll(`${named(opener)} button`)].find((one) => one.textContent.trim() === step);
    if (!place(named(key))) press(pill);
    await reach(key);
  },
  within: async ({ opener, key }) => {
    await open(opener, key);
    await reach(key);
  },
  card: async ({ opener, key }) => {
    await open(opener, key);
    press(await awaited(() => place(`${named(key)} button`)));
  },
  link: async ({ opener }) => {
    if (!place(".link button")) press(place(`${named(opener)} button`));
    const ready = (button) => button?.onclick && button; // drawn before its own script has run
    press(await awaited(() => ready(place(".link button"))));
  },
};

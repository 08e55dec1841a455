// The slide that is on, and all that says so.

function draw() {
  slides.forEach((slide, i) => {
    slide.hidden = i !== now.slide;
  });
  const slide = slides[now.slide];
  paint(at("stage"), slide, now);
  const pictured = Boolean(slide.querySelector("figure"));
  document.body.classList.toggle("zoomed", now.zoom > 1);
  at("count").textContent = `${now.slide + 1} / ${slides.length}`;
  at("whole").textContent = `${Math.round(now.zoom * 100)} %`;
  at("back").disabled = now.slide === 0;
  at("on").disabled = now.slide === slides.length - 1;
  for (const id of ["in", "out", "whole"]) at(id).disabled = !pictured || (id !== "in" && now.zoom === 1);
  announce(slide.getAttribute("aria-label"));
  if (desk()) drawDesk();
}

function announce(words) {
  if (at("live").textContent !== words) at("live").textContent = words;
}

function say(words) {
  at("said").textContent = words;
}

// Light and dark: the reader's own, until the switch says otherwise.
const wish = matchMedia("(prefers-color-scheme: dark)");
let chosen = "";

function shade() {
  const theme = chosen || (wish.matches ? "dark" : "light");
  document.documentElement.dataset.theme = theme;
  for (const svg of document.querySelectorAll(".ml-diagram")) svg.dataset.theme = theme;
  at("shade").textContent = theme === "dark" ? "Light" : "Dark";
}

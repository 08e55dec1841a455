// A picture in its frame: cut to what a slide shows, revealed step by step, zoomed about a point.

// Shows a slide's picture as a place says, in a frame: the stage, or the small one of the presenter.
function paint(frame, slide, place) {
  const figure = slide.querySelector("figure");
  if (!figure) return;
  const step = slide.dataset.step === undefined ? -1 : Number(slide.dataset.step);
  if (step >= 0) {
    frame.drawn ??= at("drawn").content.firstElementChild.cloneNode(true); // one for all steps: it is not small
    if (frame.drawn.parentElement !== figure) figure.replaceChildren(frame.drawn);
    reveal(frame.drawn, step);
  }
  const svg = figure.querySelector("svg");
  svg.dataset.theme = document.documentElement.dataset.theme;
  const box = boxOf(svg, figure, step);
  const [wide, high] = [box.w / place.zoom, box.h / place.zoom];
  const half = 0.5 / place.zoom;
  const [x, y] = [place.x, place.y].map((middle) => Math.max(half, Math.min(1 - half, middle)));
  svg.setAttribute("viewBox", [box.x + x * box.w - wide / 2, box.y + y * box.h - high / 2, wide, high].map((v) => v.toFixed(2)).join(" "));
}

// The part of a picture that a slide shows: a slide has its own title, and the legend comes with the last step.
function boxOf(svg, figure, step) {
  if (!svg.box) {
    const [, , w, h] = svg.getAttribute("viewBox").split(" ").map(Number);
    svg.box = { w, h };
  }
  const [top, low] = step < 0 ? figure.dataset.cut.split(" ").map(Number) : [told.cut[0], told.cut[step === told.steps.length - 1 ? 2 : 1]];
  svg.shown = { x: 0, y: top, w: svg.box.w, h: low - top };
  if (!svg.cut) {
    // a frame of another shape shows a little more than the slide's part of the picture: not its own title, too
    for (const node of svg.querySelectorAll(":scope > text, :scope > g")) {
      const { y, height } = node.getBBox();
      node.classList.toggle("away", height > 0 && y + height <= top + 2);
    }
    svg.cut = true;
  }
  return svg.shown;
}

function reveal(svg, step) {
  const last = step === told.steps.length - 1;
  const seen = told.steps.slice(0, step + 1);
  const [parts, flows] = ["parts", "flows"].map((what) => new Set(seen.flatMap((one) => one[what])));
  const fresh = last ? { parts: [], flows: [] } : told.steps[step];
  const mark = (node, shown, isNew) => {
    node.classList.toggle("ghost", !shown);
    node.classList.toggle("now", isNew);
  };
  svg.querySelectorAll("[data-part]").forEach((node, i) => mark(node, last || parts.has(i), fresh.parts.includes(i)));
  svg.querySelectorAll(".flow, .says").forEach((node) => {
    const i = Number(node.dataset.flow);
    mark(node, flows.has(i), fresh.flows.includes(i));
  });
  svg.querySelectorAll(".zone").forEach((node, i) => mark(node, last || told.zones[i].some((part) => parts.has(part)), false));
  svg.querySelector(".legend")?.classList.toggle("away", !last);
}

const pictureOn = () => slides[now.slide].querySelector("figure svg");

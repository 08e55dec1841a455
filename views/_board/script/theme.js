// Whether the page is light or dark: the picture bears both, and the theme chooses.

const DARK = new Map(); // page colour -> is it dark

function isDark(host) {
  const colour = getComputedStyle(host).getPropertyValue("--st-background-color").trim() || "#ffffff";
  if (!DARK.has(colour)) {
    const brush = document.createElement("canvas").getContext("2d");
    brush.fillStyle = colour;
    const [r, g, b] = [1, 3, 5].map((i) => parseInt(brush.fillStyle.slice(i, i + 2), 16));
    DARK.set(colour, r * 0.299 + g * 0.587 + b * 0.114 < 128);
  }
  return DARK.get(colour);
}

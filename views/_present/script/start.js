// Begins, as who presents, as their second window, or as who follows.

function start() {
  shade();
  keys();
  idle();
  addEventListener("resize", () => showDot("off"));
  if (audience) {
    for (const id of ["back", "on", "laser", "presenter", "invite", "leave"]) at(id).hidden = true;
    document.querySelector(".zooms").hidden = true;
    draw();
    follow();
    return;
  }
  remembered();
  at("leave").href = `/${told.case}${location.search}`;
  if (location.hash.startsWith("#presenter-")) {
    deskControls();
    for (const id of ["presenter", "leave"]) at(id).hidden = true;
  }
  together();
  hands(at("stage"));
  laser(at("stage"));
  lead();
  keep();
  draw();
  send();
  say(told.problems.join(" "));
}

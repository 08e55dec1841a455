// Who follows: moves and laser come from the server; a lost line is taken up again, and says at once where it stands.

const TRIES = 6;

function follow(left = TRIES) {
  const line = new EventSource(`${location.pathname}/events`);
  line.addEventListener("at", (event) => {
    left = TRIES;
    Object.assign(now, JSON.parse(event.data));
    now.slide = within(now.slide);
    say("");
    draw();
  });
  line.addEventListener("laser", (event) => showDot(event.data));
  line.addEventListener("over", () => {
    line.close();
    say("The presentation has ended.");
  });
  line.onerror = () => {
    at("dot").hidden = true;
    const closed = line.readyState === EventSource.CLOSED;
    if (closed && left > 0) setTimeout(() => follow(left - 1), 10000);
    say(closed && !left ? "The presentation has ended, or the line is lost. Load the page again to look." : "The line is lost. Trying again …");
  };
}

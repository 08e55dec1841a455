// Hears that a room has moved. A lost line is taken up again by the browser itself.
const LINES = new WeakMap(); // element -> its line

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const { code } = JSON.parse(data.j);
  const before = LINES.get(parentElement);
  if (before && before.code === code) before.tell = setTriggerValue;
  else {
    before?.source.close();
    const line = { code, tell: setTriggerValue, source: new EventSource(`/rooms/${encodeURIComponent(code)}/events`) };
    line.source.onmessage = (event) => event.data !== "0" && line.tell("news", `${Date.now()} ${event.data}`);
    LINES.set(parentElement, line);
  }
  return () => {
    LINES.get(parentElement)?.source.close();
    LINES.delete(parentElement);
  };
}

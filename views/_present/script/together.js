// The windows of one browser: the stage and the presenter's view say to each other what changed.

let channel = null;
const desk = () => document.body.classList.contains("presenting");

function together() {
  channel = new BroadcastChannel(`present:${now.id}`);
  channel.onmessage = ({ data }) => {
    if (data.hello && now.stamp) tell({ now });
    if (data.now) receive(data.now);
    if (data.laser) showDot(data.laser);
  };
  tell({ hello: true });
}

function tell(what) {
  channel?.postMessage(what);
}

function openDesk() {
  const opened = open(`${location.pathname}${location.search}#presenter-${now.id}`, `presenter-${now.id}`, "popup,width=1280,height=800");
  say(opened ? "" : "Your browser did not open the second window: allow pop-ups for this page, then press P again.");
}

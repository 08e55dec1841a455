// The link for the audience: begun, told of each move, ended.

let [busy, again, lost] = [false, false, false];

async function post(route, words) {
  const answer = await fetch(route, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(words) });
  if (!answer.ok) throw Object.assign(new Error((await answer.json()).said), { refused: answer.status === 409 });
  return answer.json();
}

const place = () => ({ slide: now.slide, zoom: now.zoom, x: now.x, y: now.y });

// One at a time, the newest last; what is lost on the way is sent again.
async function send() {
  if (!now.code) return;
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    await post(`/follow/${now.code}/at`, place());
    if (lost) say("");
    lost = false;
  } catch (no) {
    if (no.refused) {
      say(no.message);
      Object.assign(now, { code: "" });
      keep();
    } else {
      say("The server does not answer: your audience waits. Trying again.");
      [again, lost] = [true, true];
      await new Promise((go_on) => setTimeout(go_on, 2000));
    }
  }
  busy = false;
  if (again) {
    again = false;
    send();
  }
}

async function invite() {
  at("link").showModal();
  at("near").textContent = /^(localhost|127\.|\[::1\])/.test(location.hostname)
    ? `This page was opened as ${location.hostname}, which leads others to their own machine: open it by this machine's name or address to invite them.`
    : "";
  try {
    if (!now.code) {
      at("linked").textContent = "Making the link …";
      const { code } = await post("/follow", { case: told.case, query: location.search, ...place() });
      change({ code });
    }
    at("linked").textContent = "";
    at("address").value = `${location.origin}/follow/${now.code}`;
    at("address").select();
  } catch (no) {
    at("linked").textContent = no.message || "The server did not answer. Try again.";
  }
}

function lead() {
  at("invite").onclick = invite;
  at("copy").onclick = async () => {
    at("address").select();
    try {
      await navigator.clipboard.writeText(at("address").value);
      at("linked").textContent = "Copied.";
    } catch {
      at("linked").textContent = document.execCommand("copy") ? "Copied." : "Your browser lets no page copy: press Ctrl+C now.";
    }
  };
  at("end").onclick = async () => {
    if (now.code) await post(`/follow/${now.code}/end`, {}).catch(() => {}); // it may have ended by itself
    change({ code: "" });
    at("link").close();
  };
}

// Streamlit sends a component's script with every move, and runs it anew whenever its page is opened again. So this is
// all of it that is sent as such: the board's own script, style and fonts come once a session, with what Python tells.

const HELD = (globalThis[Symbol.for("ml-casebook board")] ||= { version: "", kit: null }); // for the page's life

export default function (component) {
  const said = JSON.parse(component.data.j);
  if (said.kit && said.kit.version !== HELD.version) Object.assign(HELD, { version: said.kit.version, kit: unpacked(said.kit) });
  if (!HELD.kit) return component.setTriggerValue("lost", said.query);
  HELD.kit.then(({ board, style }) => {
    const root = component.parentElement.getRootNode();
    if (!root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets.push(style);
    board.show(component, said);
  });
}

// A promise of the board's module and its style sheet.
async function unpacked({ script, css }) {
  const style = new CSSStyleSheet();
  style.replaceSync(css);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const board = await import(address);
  URL.revokeObjectURL(address);
  return { board, style };
}

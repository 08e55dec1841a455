// Streamlit sends a component's script with every move. So this is all of it that is sent as such: the board's own
// script, style and fonts come once a session, with what Python tells, and are kept for the page's life.

let kit = null; // a promise of the board's module and its style sheet

export default function (component) {
  const said = JSON.parse(component.data.j);
  if (said.kit) kit ||= unpacked(said.kit);
  if (!kit) return component.setTriggerValue("lost", component.data.j.length);
  kit.then(({ board, style }) => {
    const root = component.parentElement.getRootNode();
    if (!root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets.push(style);
    board.show(component, said);
  });
}

async function unpacked({ script, css }) {
  const style = new CSSStyleSheet();
  style.replaceSync(css);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const board = await import(address);
  URL.revokeObjectURL(address);
  return { board, style };
}

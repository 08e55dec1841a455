// The five answers: what the last move did.

function answers(row, given, apply) {
  row.replaceChildren(
    ...given.map((one) => {
      const cell = el("div", `answer ${one.mood}`);
      cell.append(el("h4", "", one.title));
      for (const line of one.lines) cell.append(el("p", "", line));
      if (one.apply) cell.append(button(one.label, () => apply(one.apply)));
      return cell;
    }),
  );
}

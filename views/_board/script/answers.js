// The five answers: what the last move did.

function answers(row, given, apply) {
  row.replaceChildren(
    ...given.map((one) => {
      const cell = el("div", `answer ${one.mood}`);
      cell.append(el("h4", "", one.title));
      one.lines.forEach((line, i) => {
        cell.append(el("p", "", line));
        if (one.bars?.[i]) filled(cell.appendChild(bar()), one.bars[i]);
      });
      if (one.apply) cell.append(button(one.label, () => apply(one.apply)));
      return cell;
    }),
  );
}

/** The cells of a CSV text by a reader of its own, character by character, as RFC 4180 says; what the writer is held against. */
export function csvCells(text: string): string[][] {
  const lines: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (isQuoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === ',') endCell();
    else if (!isQuoted && text.startsWith('\r\n', at)) {
      endCell();
      lines.push([]);
      at++;
    } else cell += character;
  }
  return lines.slice(0, -1);

  function endCell() {
    lines.at(-1)?.push(cell);
    cell = '';
  }
}

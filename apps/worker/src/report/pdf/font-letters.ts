/** Whether a font has a glyph for a character. */
export type HasLetter = (codePoint: number) => boolean;

const CMAP = 0x636d6170;

/**
 * The characters that a TrueType font has glyphs for, by its table `cmap` in its formats 4 and 12 (OpenType 1.9, "cmap"). Throws where the font has neither: those that ship
 * with the product have.
 */
export function lettersOf(font: Buffer): HasLetter {
  const cmap = tableOf(font, CMAP);
  const letters = new Set<number>();
  const found = cmap === null ? 0 : addTables(cmap, letters);
  if (found === 0) throw new Error('the font does not say which letters it has');
  return (codePoint) => letters.has(codePoint);
}

function tableOf(font: Buffer, tag: number): Buffer | null {
  const tables = font.readUInt16BE(4);
  for (let at = 12; at < 12 + 16 * tables; at += 16)
    if (font.readUInt32BE(at) === tag) {
      const start = font.readUInt32BE(at + 8);
      return font.subarray(start, start + font.readUInt32BE(at + 12));
    }
  return null;
}

/** Adds what the tables of Unicode say, and tells how many of them could be read. */
function addTables(cmap: Buffer, letters: Set<number>): number {
  let read = 0;
  for (let at = 4; at < 4 + 8 * cmap.readUInt16BE(2); at += 8) {
    const [platform, encoding] = [cmap.readUInt16BE(at), cmap.readUInt16BE(at + 2)];
    const isUnicode = platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10));
    if (isUnicode && addTable(cmap.subarray(cmap.readUInt32BE(at + 4)), letters)) read += 1;
  }
  return read;
}

function addTable(table: Buffer, letters: Set<number>): boolean {
  const format = table.readUInt16BE(0);
  if (format === 4) addSegments(table, letters);
  else if (format === 12) addGroups(table, letters);
  else return false;
  return true;
}

function addGroups(table: Buffer, letters: Set<number>): void {
  for (let at = 16; at < 16 + 12 * table.readUInt32BE(12); at += 12)
    for (let letter = table.readUInt32BE(at); letter <= table.readUInt32BE(at + 4); letter += 1)
      if (table.readUInt32BE(at + 8) + letter - table.readUInt32BE(at) !== 0) letters.add(letter);
}

/** Four arrays of one length: last letters, first letters, what is added to a letter, and where its glyph stands otherwise. */
function addSegments(table: Buffer, letters: Set<number>): void {
  const bytes = table.readUInt16BE(6);
  for (let at = 0; at < bytes; at += 2) {
    const last = table.readUInt16BE(14 + at);
    const first = table.readUInt16BE(16 + bytes + at);
    const added = table.readUInt16BE(16 + 2 * bytes + at);
    const place = 16 + 3 * bytes + at;
    const offset = table.readUInt16BE(place);
    for (let letter = first; letter <= last && letter !== 0xffff; letter += 1) {
      const glyph = offset === 0 ? letter + added : table.readUInt16BE(place + offset + 2 * (letter - first));
      if ((glyph & 0xffff) !== 0) letters.add(letter);
    }
  }
}

/** One value of a column on its way to the database. */
export type Cell = string | number | boolean | readonly string[] | null;

const NEEDS_ESCAPE = /["\\]/;
const TEXT_TYPE_OID = 25;
const BYTEA_TYPE_OID = 17;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

/**
 * The values of one column as a PostgreSQL array literal. Every text is quoted, so that no value can shift its neighbours;
 * a list becomes the literal of a list, which the statement casts.
 */
export function arrayLiteral(cells: readonly Cell[]): string {
  let literal = '{';
  for (let index = 0; index < cells.length; index++) {
    if (index > 0) literal += ',';
    literal += element(cells[index] ?? null);
  }
  return `${literal}}`;
}

function element(cell: Cell): string {
  if (typeof cell === 'string') return quoted(cell);
  if (cell === null) return 'NULL';
  if (typeof cell === 'object') return quoted(arrayLiteral(cell));
  return String(cell);
}

function quoted(text: string): string {
  return NEEDS_ESCAPE.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : `"${text}"`;
}

/**
 * Texts as a PostgreSQL text[] in its binary form: nothing to escape here, nothing to parse there. For documents of kilobytes,
 * where escaping costs more than writing. The driver sends a Buffer as binary.
 */
export function binaryTexts(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  return binaryArray(TEXT_TYPE_OID, lengths, (buffer, offset, index) => buffer.write(texts[index] ?? '', offset));
}

/** Bytes as a PostgreSQL bytea[] in its binary form. */
export function binaryBytes(cells: readonly Buffer[]): Buffer {
  const lengths = cells.map((cell) => cell.length);
  return binaryArray(BYTEA_TYPE_OID, lengths, (buffer, offset, index) => cells[index]?.copy(buffer, offset) ?? 0);
}

/** Writes a cell at an offset and gives how many bytes it took. */
type WriteCell = (buffer: Buffer, offset: number, index: number) => number;

function binaryArray(typeOid: number, lengths: readonly number[], write: WriteCell): Buffer {
  const total = lengths.reduce((sum, length) => sum + LENGTH_BYTES + length, HEADER_BYTES);
  const buffer = Buffer.allocUnsafe(total);
  // One dimension, no nulls, of this type, so many of them, counted from 1.
  const header = [1, 0, typeOid, lengths.length, 1];
  let offset = 0;
  for (const word of header) offset = buffer.writeInt32BE(word, offset);
  lengths.forEach((length, index) => {
    offset = buffer.writeInt32BE(length, offset);
    offset += write(buffer, offset, index);
  });
  return buffer;
}

/** The longest line that is read; anything longer is no message of this protocol. */
export const LINE_LENGTH_MAX = 65_536;

/** Cuts a byte stream, already decoded, into lines. */
export class LineReader {
  #rest = '';

  /** The lines that this piece completes, without their ends; null once a line is too long, and then the stream is lost. */
  push(piece: string): string[] | null {
    const parts = (this.#rest + piece).split('\n');
    this.#rest = parts.pop() ?? '';
    if (this.#rest.length > LINE_LENGTH_MAX || parts.some((line) => line.length > LINE_LENGTH_MAX)) return null;
    return parts.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)).filter((line) => line !== '');
  }
}

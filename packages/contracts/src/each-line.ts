/** A socket or another stream, as far as lines are read from it. */
export interface TextSource {
  /** From then on characters come whole, also those that were cut in two on the way. */
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', take: (piece: string) => void): unknown;
}

/** Who reads the lines. */
export interface LineTaker {
  /** The longest line, in UTF-16 units: what is longer is no message, and may not fill the memory. */
  readonly longest: number;
  /** Takes a line that is not empty, without its end. A piece that has come holds more lines, also where the source is destroyed by one. */
  readonly take: (line: string) => void;
  /** Told once: nothing more is read, because nobody knows where the next line begins. */
  readonly tooLong: () => void;
}

/**
 * Cuts what a source sends into lines: the framing of every protocol here that has one JSON message a line. A line ends with a line feed, before
 * which a carriage return is allowed. Each piece is looked through once, however many pieces a line has.
 */
export function eachLine(source: TextSource, { longest, take, tooLong }: LineTaker): void {
  let rest = '';
  let isLost = false;
  source.setEncoding('utf8');
  source.on('data', (piece) => {
    if (isLost) return;
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      const line = rest + piece.slice(from, end);
      rest = '';
      from = end + 1;
      if (line.length > longest) return lose();
      const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
      if (bare !== '') take(bare);
    }
    rest += piece.slice(from);
    if (rest.length > longest) lose();
  });

  function lose(): void {
    isLost = true;
    rest = '';
    tooLong();
  }
}

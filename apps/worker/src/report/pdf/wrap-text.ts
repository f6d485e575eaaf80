/** How wide a text is, in points, in the font that it will be set in. */
export type Measure = (text: string) => number;

/** What a printed line cannot hold: controls, and halves of a character. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu;
const REPLACEMENT = '\u{FFFD}';

/**
 * The lines of a text that is set in a width of so many points: broken between words, and within a word that alone is wider, so that nothing is cut.
 * Ends of lines in the text stay; other white space is one space. An empty text is one empty line.
 */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  return text.split(/\r\n|[\n\r]/).flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const words = paragraph
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => pieces(word.replace(UNPRINTABLE, REPLACEMENT), width, measure));
  const space = measure(' ');
  const lines: string[] = [];
  let line = { text: '', width: 0 };
  for (const { text, joined } of words) {
    // A text is as wide as its words and spaces together: each word is measured once.
    const own = measure(text);
    const gap = line.text === '' || joined ? { text: '', width: 0 } : { text: ' ', width: space };
    if (line.text !== '' && line.width + gap.width + own > width) {
      lines.push(line.text);
      line = { text, width: own };
    } else line = { text: line.text + gap.text + text, width: line.width + gap.width + own };
  }
  return [...lines, line.text];
}

interface Piece {
  readonly text: string;
  /** Whether it goes on a word, so that no space stands before it. */
  readonly joined: boolean;
}

/** A word in parts that each fit: itself where it fits. */
function pieces(word: string, width: number, measure: Measure): Piece[] {
  if (measure(word) <= width) return [{ text: word, joined: false }];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word)) {
    if (part !== '' && measure(part + segment) > width) {
      parts.push(part);
      part = segment;
    } else part += segment;
  }
  return [...parts, part].map((text, place) => ({ text, joined: place > 0 }));
}

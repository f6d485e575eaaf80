import { INK } from './colors.ts';
import type { Sheet, TextStyle } from './sheet.ts';

/** How headings of a document stand. */
export interface HeadingLook {
  /** What a heading has below it at the least, itself included, in points: the head of its table and the first rows. */
  readonly room: number;
  /** Whether a line is drawn below it. */
  readonly isRuled: boolean;
}

const HEADING: TextStyle = { font: 'bold', size: 12, color: INK };

/** A heading over what follows, on the next page where this one has no room for both; gives what stands on top of each further page. */
export function drawHeading(sheet: Sheet, text: string, { room, isRuled }: HeadingLook): () => void {
  if (sheet.room < room) sheet.newPage();
  write(sheet, text, isRuled);
  return () => write(sheet, `${text} (continued)`, isRuled);
}

function write(sheet: Sheet, text: string, isRuled: boolean): void {
  sheet.line(text, HEADING, { x: sheet.left, y: sheet.y, width: sheet.width, align: 'left' });
  sheet.y += sheet.lineHeight(HEADING);
  if (!isRuled) {
    sheet.y += 6;
    return;
  }
  sheet.y += 2;
  sheet.rule({ x: sheet.left, y: sheet.y, width: sheet.width }, INK, 1.2);
  sheet.y += 7;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { QUIET } from './colors.ts';
import { type HasLetter, lettersOf } from './font-letters.ts';
import { printable } from './printable.ts';
import { wrapText } from './wrap-text.ts';

/** How a text is set. Sizes in points. */
export interface TextStyle {
  readonly font: 'regular' | 'bold';
  readonly size: number;
  readonly color: string;
}

/** Where a line stands: from the left edge of the page, from its top, and how wide it is. Points. */
export interface LineBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
}

/** What a file says of itself. Equal facts and equal content are equal bytes. */
export interface SheetFacts {
  readonly title: string;
  readonly author: string;
  /** When it was made. */
  readonly at: Date;
}

/**
 * Fonts go into the file, so that it looks the same wherever it is opened. Source Sans has Latin, Greek, Cyrillic and the signs that terms are
 * written with; another letter is printed in its plain form or by its number, which the page then says, and stands in the XML and the CSV as it is.
 */
const require = createRequire(import.meta.url);
const FONTS: Readonly<Record<TextStyle['font'], string>> = {
  regular: require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
};
const LETTERS: Readonly<Record<TextStyle['font'], HasLetter>> = {
  regular: lettersOf(readFileSync(FONTS.regular)),
  bold: lettersOf(readFileSync(FONTS.bold)),
};
/** What a page says on which a letter stands by its number. */
/** A letter by its number, or the first of several. */
const NUMBER = /\[U\+[0-9A-F]{4}|U\+[0-9A-F]{4}\]/;
const NUMBERED =
  '[U+…] is a letter that the font of this file does not have, by its number in Unicode. The XML and the CSV have it as it is.';
const NUMBERED_STYLE: TextStyle = { font: 'regular', size: 7, color: QUIET };
const NUMBERED_Y = 590;
/** US Letter, lying. */
const PAGE = { width: 792, height: 612 };
const MARGIN = { side: 40, top: 58, bottom: 48 };
/** What is drawn under or over a line of the font's own height. */
const LEADING = 1.28;

/** Writes what stands on every page besides its content. `pages` is how many there are, null where nobody knows yet. */
export type OnPage = (page: number, pages: number | null) => void;

/** Pages that are written from top to bottom: a pen with a place, and a new page where the last one is full. */
export class Sheet {
  readonly left = MARGIN.side;
  readonly width = PAGE.width - 2 * MARGIN.side;
  readonly #document: PDFKit.PDFDocument;
  readonly #bytes: Promise<Buffer>;
  readonly #onPage: OnPage | null;
  #page = 1;
  /** Pages on which a letter stands by its number. */
  readonly #numbered = new Set<number>();
  /** Where the next thing goes, points from the top. */
  y = MARGIN.top;

  /** A document of any number of pages gives each away when the next begins: `begun` is then told of each as it begins, and nobody can say of how many. */
  constructor({ title, author, at }: SheetFacts, begun: ((sheet: Sheet) => OnPage) | null = null) {
    this.#document = new PDFDocument({
      size: [PAGE.width, PAGE.height],
      margin: 0,
      bufferPages: begun === null,
      lang: 'en-US',
      displayTitle: true,
      // The form for archives: reports are kept for three years, and nothing in them may depend on what a reader has.
      pdfVersion: '1.7',
      subset: 'PDF/A-2b',
      info: { Title: title, Author: author, Creator: 'Fairlead', Producer: 'Fairlead', CreationDate: at, ModDate: at },
    });
    for (const [name, path] of Object.entries(FONTS)) this.#document.registerFont(name, path);
    this.#bytes = collect(this.#document);
    this.#onPage = begun === null ? null : begun(this);
    this.#onPage?.(this.#page, null);
  }

  /** Points that are left on this page. */
  get room(): number {
    return PAGE.height - MARGIN.bottom - this.y;
  }

  /** Goes on at the top of a new page. */
  newPage(): void {
    // A page that is given away now is not come back to.
    if (this.#onPage !== null) this.#explainNumbers();
    this.#document.addPage();
    this.y = MARGIN.top;
    this.#page += 1;
    this.#onPage?.(this.#page, null);
  }

  /** The lines of a text in a style, none wider than so many points. */
  wrap(text: string, width: number, style: TextStyle): string[] {
    this.#set(style);
    return wrapText(printable(text, LETTERS[style.font]), width, (part) => this.#document.widthOfString(part));
  }

  /** How high a line of a style is, points. */
  lineHeight({ size }: TextStyle): number {
    return size * LEADING;
  }

  /** Writes one line, which is not broken: `wrap` has made it. */
  line(text: string, style: TextStyle, { x, y, width, align }: LineBox): void {
    const shown = printable(text, LETTERS[style.font]);
    if (shown === '') return;
    if (NUMBER.test(shown)) this.#numbered.add(this.#page);
    this.#set(style);
    const start = align === 'left' ? 0 : (width - this.#document.widthOfString(shown)) / (align === 'center' ? 2 : 1);
    this.#document.fillColor(style.color).text(shown, x + start, y, { lineBreak: false });
  }

  /** Writes a text over the whole width, over as many pages as it takes. `onNewPage` writes what stands on top of each further one. */
  flow(text: string, style: TextStyle, onNewPage: () => void): void {
    const height = this.lineHeight(style);
    for (const line of this.wrap(text, this.width, style)) {
      if (this.room < height) {
        this.newPage();
        onNewPage();
      }
      this.line(line, style, { x: this.left, y: this.y, width: this.width, align: 'left' });
      this.y += height;
    }
  }

  fill({ x, y, width, height }: { x: number; y: number; width: number; height: number }, color: string): void {
    this.#document.rect(x, y, width, height).fill(color);
  }

  rule({ x, y, width }: { x: number; y: number; width: number }, color: string, thickness: number): void {
    this.#document
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(thickness)
      .stroke(color);
  }

  /** An entry in the list of contents that a reader shows beside the pages; the entries under it are made with what it gives. */
  entry(title: string, under: PDFKit.PDFOutline | null): PDFKit.PDFOutline {
    return (under ?? this.#document.outline).addItem(title);
  }

  /** Gives the finished file, after something has been written on every page that is still there. */
  async finish(onPage: OnPage = () => undefined): Promise<Buffer> {
    const { start, count } = this.#document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.#document.switchToPage(page);
      this.#page = page + 1;
      onPage(page + 1, count);
      this.#explainNumbers();
    }
    this.#document.end();
    return this.#bytes;
  }

  #explainNumbers(): void {
    if (!this.#numbered.has(this.#page)) return;
    this.line(NUMBERED, NUMBERED_STYLE, { x: this.left, y: NUMBERED_Y, width: this.width, align: 'left' });
  }

  #set({ font, size }: TextStyle): void {
    this.#document.font(font).fontSize(size);
  }
}

async function collect(document: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of document) chunks.push(chunk);
  return Buffer.concat(chunks);
}

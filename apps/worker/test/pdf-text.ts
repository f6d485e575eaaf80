import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A text as it stands on a page: points from the left and from the foot, its width and the size of its font. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Texts of one height on a page, from left to right. */
export type PageLine = readonly PlacedText[];

/** What a reader finds in a document: the lines of each page, from the top. By pdf.js, which has nothing in common with what wrote it. */
export async function pdfPages(bytes: Buffer): Promise<PageLine[][]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const pages: PageLine[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    pages.push(linesOf((await page.getTextContent()).items.flatMap(placedText)));
  }
  await task.destroy();
  return pages;
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

function placedText(item: TextItem | { readonly type: string }): PlacedText[] {
  if (!('str' in item) || item.str.trim() === '') return [];
  const [, , , , x = 0, y = 0] = item.transform;
  return [
    { text: item.str, x, y: Math.round(y * 10) / 10, width: item.width, size: Math.round(item.height * 10) / 10 },
  ];
}

function linesOf(texts: readonly PlacedText[]): PageLine[] {
  const heights = [...new Set(texts.map(({ y }) => y))].toSorted((one, other) => other - one);
  return heights.map((y) => texts.filter((text) => text.y === y).toSorted((one, other) => one.x - other.x));
}

/** A line as one text. */
export function lineText(line: PageLine): string {
  return line.map(({ text }) => text).join(' ');
}

import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { byOrderType } from '@fairlead/rule606/public-report/order-types';
import type { PublicReport, RoutingSection } from '@fairlead/rule606/public-report/public-report';
import { beforeAll, describe, expect, it } from 'vitest';
import { lineText, type PageLine, pdfPages } from '../../../test/pdf-text.ts';
import { madeReport } from '../../../test/public-report.ts';
import { publicReportPdf } from './public-report-pdf.ts';

const QUIET = { notice: null };
/** Edges of what is printed on, points: a US Letter page, lying. */
const EDGES = { left: 40, right: 752, top: 600, foot: 18 };
/** Sizes of the text of material aspects, and of headings, labels and names of venues. */
const BODY = 8;
const FOLLOWED = [12, 9, 8.5];

/** Ten venues in each section, with long terms. */
const long = madeReport({ venues: 10 });
let longPages: PageLine[][] = [];

const bare = (text: string) => text.replace(/\s/g, '');
const sectionsOf = ({ months }: PublicReport): RoutingSection[] =>
  months.flatMap(({ sections }) => REPORT_SECTIONS.flatMap((name) => sections[name] ?? []));

/** The figures of each line that has some, over all pages: nothing but figures of tables stand by themselves. */
function printedFigures(pages: readonly PageLine[][]): string[][] {
  const figures = pages.flatMap((lines) =>
    lines.map((line) => line.map(({ text }) => text).filter((text) => /^-?\d+(\.\d+)?$/.test(text))),
  );
  return figures.filter((line) => line.length > 0);
}

/** What a report has to print, line by line: the summary, a line a venue of percentages, a line a venue of payments. */
function figuresOf(report: PublicReport): string[][] {
  const lines = sectionsOf(report).flatMap(({ nonDirectedPct, typePct, venues }) => [
    [nonDirectedPct, ...Object.values(byOrderType((type) => typePct[type]))],
    ...venues.map(({ orderPct, byType }) => [orderPct, ...Object.values(byOrderType((type) => byType[type].pct))]),
    ...venues.map(({ byType }) =>
      Object.values(byOrderType((type) => [byType[type].netUsd, byType[type].netCph])).flat(),
    ),
  ]);
  return lines.map((line) => line.filter((figure) => figure !== null)).filter((line) => line.length > 0);
}

beforeAll(async () => {
  longPages = await pdfPages(await publicReportPdf(long, QUIET));
});

describe('the public report as PDF', () => {
  it('is the same bytes for the same report, with a time of making or without', async () => {
    for (const timestamp of ['2026-10-21T14:05:09Z', null]) {
      const first = await publicReportPdf({ ...madeReport({ venues: 3 }), timestamp }, QUIET);
      expect(first.equals(await publicReportPdf({ ...madeReport({ venues: 3 }), timestamp }, QUIET))).toBe(true);
    }
  });

  it('prints a letter that its font does not have by its number, and says on that page what that is', async () => {
    const report = madeReport({ venues: 1 });
    const pages = await pdfPages(await publicReportPdf({ ...report, bd: 'Ｍeridian 漢字 LLC' }, QUIET));
    const texts = pages.map((lines) => lines.map(lineText).join('\n'));
    expect(texts[0]).toContain('Meridian [U+6F22 U+5B57] LLC');
    const explained = texts.map((text) => /is a letter that the font of this file does not have/.test(text));
    expect(explained).toEqual(texts.map((text) => text.includes('[U+6F22')));
    expect(longPages.flat().map(lineText).join('\n')).not.toContain('U+');
  });

  it('has every figure of the report, each in its line, and no other', () => {
    expect(figuresOf(long)).toHaveLength(9 * (1 + 2 * 10));
    expect(printedFigures(longPages)).toEqual(figuresOf(long));
  });

  it('tells the material aspects of each venue whole, over as many pages as they take', () => {
    const printed = longPages.flatMap((lines) => lines.flat().filter(({ size }) => size === BODY));
    const told = sectionsOf(long).flatMap(({ venues }) => venues.map(({ materialAspects }) => materialAspects));
    expect(bare(printed.map(({ text }) => text).join(''))).toBe(bare(told.join('')));
  });

  it('names the firm, the quarter, each month with its sections, and every venue', () => {
    const text = bare(longPages.flatMap((lines) => lines.map(lineText)).join(''));
    const said = [
      'Held NMS Stocks and Options Order Routing Public Report Meridian & Søns Securities LLC 3rd Quarter, 2026',
      ...['July', 'August', 'September'].flatMap((month) =>
        ['S&P 500 Stocks', 'Non-S&P 500 Stocks', 'Options'].map((section) => `${month} 2026: ${section}`),
      ),
    ];
    for (const each of said) expect(text).toContain(bare(each));
    for (const { name } of sectionsOf(long).flatMap(({ venues }) => venues)) expect(text).toContain(bare(name ?? ''));
  });

  it('cuts nothing: each text stands inside the page and none over another', () => {
    for (const line of longPages.flat()) {
      for (const [place, { text, x, y, width }] of line.entries()) {
        expect([x >= EDGES.left, x + width <= EDGES.right, y > EDGES.foot, y < EDGES.top], text).not.toContain(false);
        expect(line[place + 1]?.x ?? EDGES.right, text).toBeGreaterThanOrEqual(x + width);
      }
    }
  });

  it('has its head over each part of a table, the heading of the section on each page, and no heading alone at the foot', () => {
    expect(longPages.length).toBeGreaterThan(20);
    for (const [place, lines] of longPages.entries()) {
      const texts = lines.map(lineText);
      const body = lines.slice(0, -1);
      expect(texts.at(-1)).toBe(
        `Held NMS Stocks and Options Order Routing Public Report Page ${place + 1} of ${longPages.length}`,
      );
      if (place > 0) expect(texts[0]).toBe('Meridian & Søns Securities LLC 3rd Quarter, 2026');
      expect(texts[place === 0 ? 6 : 1]).toMatch(/^(July|August|September) 2026: .+/);
      const firstFigures = lines.findIndex((line) => printedFigures([[line]]).length > 0);
      const firstHead = texts.findIndex((text) => /^Venue |^Non-Directed Orders as/.test(text));
      if (firstFigures !== -1) expect([place, firstHead !== -1 && firstHead < firstFigures]).toEqual([place, true]);
      expect(FOLLOWED, texts.at(-2)).not.toContain(body.at(-1)?.[0]?.size);
    }
  });

  it('says on top of the rest of a table which one it is', () => {
    const texts = longPages.flatMap((lines) => lines.map(lineText));
    expect(texts).toContain('Net payment paid or received (continued)');
  });

  it('says of a month without orders that there were none, with empty percentages', async () => {
    const report = madeReport({ venues: 2, idle: ['2026-07', '2026-08', '2026-09'] });
    const pages = await pdfPages(await publicReportPdf(report, QUIET));
    const texts = pages.flatMap((lines) => lines.map(lineText));
    expect(printedFigures(pages)).toEqual([]);
    expect(texts.filter((text) => text.startsWith('No venue was routed a non-directed order'))).toHaveLength(9);
    expect(texts.join(' ')).not.toMatch(/null|undefined|N\/A|NaN/);
  });

  it('says on every page what it is told to say, as that orders are simulated', async () => {
    const notice = 'SIMULATED ORDERS: a demonstration';
    const pages = await pdfPages(await publicReportPdf(madeReport({ venues: 1 }), { notice }));
    expect(pages.length).toBeGreaterThan(2);
    for (const lines of pages) expect(lines.map(lineText)).toContain(notice);
  });
});

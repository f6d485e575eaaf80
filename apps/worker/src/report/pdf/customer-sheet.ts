import type { CustomerReportHead } from '@fairlead/rule606/customer-report/compose-handling';
import type { ExemptionFigures } from '@fairlead/rule606/customer-report/run-figures';
import { INK, QUIET } from './colors.ts';
import { drawEdges } from './edges.ts';
import { drawHeading, type HeadingLook } from './heading.ts';
import { Sheet, type TextStyle } from './sheet.ts';
import { drawTable } from './table.ts';

const TITLE: TextStyle = { font: 'bold', size: 16, color: INK };
const FIRM: TextStyle = { font: 'bold', size: 12, color: INK };
const NOTE: TextStyle = { font: 'regular', size: 7.5, color: QUIET };
/** How headings of these reports stand. */
export const CUSTOMER_HEADING: HeadingLook = { room: 120, isRuled: true };

/** What the pages of a report to a customer say besides its tables. */
export interface CustomerPages {
  readonly title: string;
  /** The part of 17 CFR 242.606 that asks for it: (b)(1), say. */
  readonly rule: string;
  /** How its figures are to be read. */
  readonly howToRead: string;
  readonly head: CustomerReportHead;
  readonly exempt: ExemptionFigures;
  /** What every page says above all else; null where there is nothing to say. */
  readonly notice: string | null;
}

const ALL = 'All customers together';

/**
 * The pages of a report to a customer: its title and whose it is, what `draw` writes, and whether it is owed at all, with the figures that this is decided
 * by. Its date is the report's own or else its last day, and equal reports are equal bytes. A report on single orders may have thousands of pages, so each is given
 * away when it is full.
 */
export async function customerPdf(pages: CustomerPages, draw: (sheet: Sheet) => void): Promise<Buffer> {
  const { title, head, notice } = pages;
  const at = new Date(head.timestamp ?? `${head.endDate}T00:00:00Z`);
  const edges = { notice, title, left: head.bd, right: `${customerOf(head)}, ${periodOf(head)}` };
  const facts = { title: `${head.bd}: ${title}, ${customerOf(head)}`, author: head.bd, at };
  const sheet = new Sheet(facts, (own) => (page, count) => drawEdges(own, { ...edges, page, pages: count }));
  drawTitle(sheet, pages);
  draw(sheet);
  drawExemptions(sheet, pages.exempt);
  return sheet.finish();
}

function customerOf({ customer }: CustomerReportHead): string {
  return customer === '' ? ALL : customer;
}

function periodOf({ startDate, endDate }: CustomerReportHead): string {
  return `${startDate} to ${endDate}`;
}

function drawTitle(sheet: Sheet, { title, rule, howToRead, head }: CustomerPages): void {
  const nothing = () => undefined;
  sheet.flow(title, TITLE, nothing);
  sheet.flow(head.bd, FIRM, nothing);
  sheet.flow(`${customerOf(head)}: ${periodOf(head)}`, FIRM, nothing);
  sheet.y += 3;
  const made = head.timestamp === null ? '' : ` Made at ${head.timestamp}.`;
  const asked = `Report under Rule 606${rule} of Regulation NMS, 17 CFR 242.606${rule}. Days and times are UTC.${made}`;
  sheet.flow(asked, NOTE, nothing);
  sheet.flow(howToRead, NOTE, nothing);
  sheet.y += 10;
}

/** A sentence under a heading. */
export function drawNote(sheet: Sheet, text: string, onNewPage: () => void): void {
  sheet.flow(text, NOTE, onNewPage);
  sheet.y += 6;
}

function drawExemptions(
  sheet: Sheet,
  { exemptions: { firm, customer }, exemption_period: period }: ExemptionFigures,
): void {
  const onNewPage = drawHeading(sheet, 'Exemptions', CUSTOMER_HEADING);
  sheet.entry('Exemptions', null);
  drawNote(sheet, `Decided by the six months from ${period.startDate} to ${period.endDate}.`, onNewPage);
  const words = (isExempt: boolean) => (isExempt ? 'Exempt' : 'Not exempt');
  const wide = sheet.width - 260;
  drawTable(
    sheet,
    {
      columns: [
        { width: 190, align: 'left' },
        { width: wide, align: 'left' },
        { width: 70, align: 'left' },
      ],
      head: [['Exemption', 'Figures', 'Outcome'].map((text) => ({ text, span: 1 }))],
      rows: [
        [
          'Firm, 606(b)(4): under 5% of shares not held',
          `${firm.notHeldShr} of ${firm.allShr} shares received were not held${firm.notHeldPct === null ? '' : ` (${firm.notHeldPct}%)`}.`,
          words(firm.isExempt),
        ],
        [
          'Customer, 606(b)(5): under $1,000,000 a month',
          `Traded $${customer.tradedUsd} of not held orders, $${customer.averageUsd} a month on average.`,
          words(customer.isExempt),
        ],
      ],
    },
    onNewPage,
  );
}

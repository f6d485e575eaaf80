import type { RoutedOrder, RoutingPart, RoutingReport } from '@fairlead/rule606/customer-report/routing-report';
import { ROUTING_PARTS } from '@fairlead/rule606/customer-report/routing-report';
import type { ExemptionFigures } from '@fairlead/rule606/customer-report/run-figures';
import { CUSTOMER_HEADING, customerPdf, drawNote } from './customer-sheet.ts';
import { drawHeading } from './heading.ts';
import { venueTitle } from './public-words.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';

const TITLE = 'Held and Exempt Not Held NMS Stocks and Options Order Routing Customer Report';
const HOW_TO_READ =
  'Orders stand in the order in which they came, each venue of an order once, with the times at which it executed, to the nearest second.';
const PART_TITLES: Readonly<Record<RoutingPart, string>> = {
  HELD: 'Held orders in NMS stocks',
  NOT_HELD_EXEMPT: 'Exempt not held orders in NMS stocks',
  OPTIONS: 'Orders in options',
};

/** Where each order of a customer was routed, Rule 606(b)(1), as a document to read and to print. */
export function routingReportPdf(
  report: RoutingReport,
  exempt: ExemptionFigures,
  notice: string | null,
): Promise<Buffer> {
  const pages = { title: TITLE, rule: '(b)(1)', howToRead: HOW_TO_READ, head: report, exempt, notice };
  return customerPdf(pages, (sheet) => {
    for (const part of ROUTING_PARTS) drawPart(sheet, PART_TITLES[part], report.parts[part] ?? []);
  });
}

function drawPart(sheet: Sheet, title: string, orders: readonly RoutedOrder[]): void {
  sheet.entry(title, null);
  const onNewPage = drawHeading(sheet, title, CUSTOMER_HEADING);
  if (orders.length === 0) {
    drawNote(sheet, 'No such order was received in this time.', onNewPage);
    return;
  }
  drawTable(
    sheet,
    {
      columns: [
        { width: 220, align: 'left' },
        { width: 56, align: 'left' },
        { width: sheet.width - 476, align: 'left' },
        ...[50, 50].map((width) => ({ width, align: 'left' as const })),
        { width: 100, align: 'left' },
      ],
      head: [['Order', 'Directed', 'Venue', 'MIC', 'MPID', 'Executed (UTC)'].map((text) => ({ text, span: 1 }))],
      rows: orders.flatMap(orderRows),
    },
    onNewPage,
  );
}

/** A row an execution: what a row has in common with the one above it, it does not say again. */
function orderRows({ orderId, directed, routes }: RoutedOrder): (string | null)[][] {
  const rows = routes.flatMap((route) => {
    const venue = [venueTitle(route), route.mic, route.mpid];
    const [first, ...more] = route.transactions.map(({ date, time }) => `${date} ${time}`);
    return [[...venue, first ?? null], ...more.map((time) => [null, null, null, time])];
  });
  const [first, ...more] = rows.length === 0 ? [[null, null, null, null]] : rows;
  return [[orderId, directed ? 'Y' : 'N', ...(first ?? [])], ...more.map((row) => [null, null, ...row])];
}

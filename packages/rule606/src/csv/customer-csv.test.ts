import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvCells } from '../../test/csv-cells.ts';
import { handlingFactsArb, routingFactsArb } from '../../test/customer-facts.ts';
import { composeHandlingReport } from '../customer-report/compose-handling.ts';
import { composeRoutingReport } from '../customer-report/compose-routing.ts';
import { ROUTING_PARTS } from '../customer-report/routing-report.ts';
import { reportCsv } from './report-csv.ts';

/** Lines by the names of their columns, without what is empty. */
function lines(text: string): Record<string, string>[] {
  const [names = [], ...rest] = csvCells(text);
  return rest.map((cells) => {
    expect(cells).toHaveLength(names.length);
    return Object.fromEntries(cells.map((cell, at) => [names[at] ?? '', cell]).filter(([, cell]) => cell !== ''));
  });
}

const filled = (line: Record<string, string | null | undefined>) =>
  Object.fromEntries(Object.entries(line).filter(([, text]) => text !== null && text !== undefined && text !== ''));

it('a table of handling has every venue of every month, and a line for each month without one', () => {
  fc.assert(
    fc.property(handlingFactsArb, ({ head, facts }) => {
      const report = composeHandlingReport(head, facts);
      const { bd, customer, startDate, endDate } = report;
      const expected = [...(report.directed ?? []), ...(report.nonDirected ?? [])].flatMap((month, at) => {
        const part = at < (report.directed ?? []).length ? 'hDirected' : 'hNondirected';
        const { year, month: mon, ioiVenues, venues, ...figures } = month;
        const ioiExposedVenues = ioiVenues.map(({ name }) => name).join('; ');
        const of = {
          bd,
          customer,
          startDate,
          endDate,
          part,
          year: `${year}`,
          mon: `${mon}`,
          ...figures,
          ioiExposedVenues,
        };
        if (venues.length === 0) return [filled(of)];
        return venues.map(({ name, services, mic, mpid, figures: own }) => {
          const { providedLiquidityShr: providedLiqudityShr, ...rest } = own;
          return filled({ ...of, venueName: name, services, mic, mpid, providedLiqudityShr, ...rest });
        });
      });
      expect(lines(reportCsv({ kind: 'RULE_606_B3', report }))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

it('a table of single orders has every execution, and a line for each venue and order without one', () => {
  fc.assert(
    fc.property(routingFactsArb, ({ head, facts }) => {
      const report = composeRoutingReport(head, facts);
      const { bd, customer, startDate, endDate } = report;
      const names = { HELD: 'held', NOT_HELD_EXEMPT: 'notHeldExempt', OPTIONS: 'options' };
      const expected = ROUTING_PARTS.flatMap((part) =>
        (report.parts[part] ?? []).flatMap(({ orderId, directed, routes }) => {
          const of = { bd, customer, startDate, endDate, part: names[part], orderId, directed: directed ? 'Y' : 'N' };
          if (routes.length === 0) return [filled(of)];
          return routes.flatMap(({ name, mic, mpid, transactions }) =>
            (transactions.length === 0 ? [{}] : transactions).map((at) =>
              filled({ ...of, venueName: name, mic, mpid, ...at }),
            ),
          );
        }),
      );
      expect(lines(reportCsv({ kind: 'RULE_606_B1', report }))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

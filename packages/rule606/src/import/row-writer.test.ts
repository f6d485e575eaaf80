import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { executionArb, orderArb, routeArb } from '../testing/imported-rows.ts';
import { EXECUTIONS, ORDERS, ROUTES } from './import-file.ts';
import type { Layout, RowOf } from './layout.ts';
import { type FileKind, objectReader, recordReader } from './row-reader.ts';
import { csvLine, headerLine, jsonLine } from './row-writer.ts';

function comesBack<L extends Layout>(kind: FileKind<L>, arb: fc.Arbitrary<RowOf<L>>): void {
  const rows = fc.array(arb, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(rows, (written) => {
      const lines = [headerLine(kind.layout), ...written.map((row) => csvLine(kind.layout, row))];
      const [header = [], ...records] = parse(lines.join('\r\n'));
      const reader = recordReader(kind, header);
      const expected = written.map((value) => ({ ok: true, value }));
      expect(reader.ok && records.map(reader.value)).toEqual(expected);
      const objects = written.map(
        (row) => new Map<string, string>(Object.entries(JSON.parse(jsonLine(kind.layout, row)))),
      );
      expect(objects.map(objectReader(kind))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
}

describe('what is written of a row is read back as the same row, as CSV and as JSON', () => {
  it('of an order', () => comesBack(ORDERS, orderArb));
  it('of a route', () => comesBack(ROUTES, routeArb));
  it('of an execution', () => comesBack(EXECUTIONS, executionArb));

  it('and is one line, whatever its texts hold', () => {
    fc.assert(
      fc.property(orderArb, (order) => {
        for (const line of [csvLine(ORDERS.layout, order), jsonLine(ORDERS.layout, order)])
          expect(line).not.toMatch(/[\n\r]/);
      }),
    );
  });
});

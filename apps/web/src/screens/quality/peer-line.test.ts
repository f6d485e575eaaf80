import { expect, it } from 'vitest';
import type { PeerExecutions, PeerFile } from '@/rows/peers';
import { peerLines, routingLines } from './peer-line';

const FILE: PeerFile = {
  ...{ id: 'f1', kind: 'RULE_605_SUMMARY', firm: 'EDGX', participant: 'K', file_name: 'EDGX202608.csv', rows: 2 },
  ...{ defect_count: 2, defects: [{ code: 'EQ_TIMES_100', count: 2, first: [] }] },
};
const MARKET = { sp500: 'Y', size: '0', type: 'M' };
const MONTH: PeerExecutions = {
  files: [FILE],
  rows: [
    {
      file_id: 'f1',
      firm: 'EDGX',
      participant: 'K',
      ...MARKET,
      figures: { AvgEFQPct: '83.16', AvgEffctvSprdPct: '0.000153' },
    },
    { file_id: 'f1', firm: 'EDGX', participant: 'K', ...MARKET, size: '250', figures: {} },
  ],
  of_symbol: [],
  own: { state: 'DONE', simulated: true, rows: [{ ...MARKET, figures: { AvgEFQPct: '0.7', PctExctdPI: '0.3' } }] },
};

it('puts our own report first, then the rows of the same class, in basis points and as printed', () => {
  const lines = peerLines(MONTH, { index: 'Y', type: 'M', size: '0' });
  expect(lines.map(({ firm, note, eq, isHundredfold }) => [firm, note, eq, isHundredfold])).toEqual([
    ['Our report', 'of the demo flow, not approved', 0.7, false],
    ['EDGX', '2 defects', 83.16, true],
  ]);
  expect(lines[1]?.effectiveBps).toBeCloseTo(1.53);
  // What a firm does not tell is not zero.
  expect(lines[1]?.improved).toBeNull();
  expect(peerLines(MONTH, { index: 'Y', type: 'ML', size: '0' })).toEqual([]);
});

it('names venues by their code where they have no name', () => {
  const type = { pct: '1.00', netUsd: '0.00', netCph: null };
  const byType = { MARKET: type, MARKETABLE_LIMIT: type, NON_MARKETABLE_LIMIT: type, OTHER: type };
  const figures = { nonDirectedPct: '100.00', venues: [{ name: null, mic: 'XNYS', orderPct: '40.00', byType }] };
  expect(
    routingLines({ section: 'SP500', files: [], rows: [{ file_id: 'f2', firm: 'Broker', figures }], own: null }),
  ).toMatchObject([{ firm: 'Broker', venue: 'XNYS', isOwn: false }]);
});

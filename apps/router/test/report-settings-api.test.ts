import { REPORT_CHOICES } from '@fairlead/core/report/report-choice';
import { auditEntriesAfter } from '@fairlead/db/repositories/audit-repository';
import { SP500 } from '@fairlead/db/repositories/index-members-repository';
import { expect, it } from 'vitest';
import { reportBench } from './report-bench.ts';

const KEY = { idempotency_key: '0190d000-0000-7000-8000-000000000001' };
const TERMS = {
  venue_id: 'XNAS',
  effective_from: '2026-07-01',
  material_aspects: 'Rebates rise with volume.',
  source: 'price list of 2026-06-15',
};

it('says who the firm is from a day on, and once what is sent twice', async () => {
  await using bench = await reportBench();
  expect((await bench.get('/firm')).json()).toEqual({ today: null, rows: [] });
  const first = { effective_from: '2026-01-01', bd: ' A Broker ', crd: '79', reason: 'as registered', ...KEY };
  const said = await bench.say('/firm', first);
  expect(said).toMatchObject({ status: 201, body: { bd: 'A Broker', participant: null, author: 'flk_reporter' } });
  const later = { ...first, effective_from: '2027-01-01', bd: 'B Broker', participant: 'T', entity: 'BBRO' };
  expect((await bench.say('/firm', later)).status).toBe(201);
  expect(await bench.say('/firm', first)).toEqual(said);
  const { today, rows } = (await bench.get('/firm')).json();
  expect(today).toMatchObject({ effective_from: '2026-01-01', bd: 'A Broker' });
  expect(rows.map(({ bd }: { bd: string }) => bd)).toEqual(['B Broker', 'A Broker']);
  for (const bd of ['N/A', 'A  Broker', 'A\tBroker'])
    expect((await bench.say('/firm', { ...later, bd })).body.errors, bd).toMatchObject([{ path: 'bd' }]);
  const lone = await bench.say('/firm', { ...first, ...KEY, participant: 'T' });
  expect([lone.status, lone.body.code]).toEqual([400, 'INVALID_REQUEST']);
  expect(await auditEntriesAfter(bench.pool, 0, 9)).toMatchObject([
    { action: 'report.firm', subject_id: '2026-01-01' },
    { action: 'report.firm', subject_id: '2027-01-01' },
  ]);
});

it('takes what the firm chooses where no source was seen, and tells all that there is to choose', async () => {
  await using bench = await reportBench();
  const choice = { name: 'DETAIL_LINE_END', effective_from: '2026-01-01', value: 'LF' };
  const choose = (more: object) => bench.say('/choices', { ...choice, reason: 'as our vendor reads it', ...more });
  expect(await choose({})).toMatchObject({ status: 201, body: { ...choice, source: null, author: 'flk_reporter' } });
  const { choices } = (await bench.get('/choices')).json();
  expect(choices.map(({ name }: { name: string }) => name)).toEqual(REPORT_CHOICES);
  expect(choices.find(({ name }: { name: string }) => name === 'DETAIL_LINE_END')).toMatchObject({
    ...{ values: ['CRLF', 'LF'], kind: 'ONE_OF', rows: [{ reason: 'as our vendor reads it' }] },
    today: { value: 'LF', source: null, effective_from: '2026-01-01' },
  });
  expect((await choose({ value: 'CR' })).body.code).toBe('REPORT_CHOICE_UNKNOWN');
  expect((await choose({ name: 'ANYTHING' })).body.code).toBe('INVALID_REQUEST');
  expect(await auditEntriesAfter(bench.pool, 0, 9)).toMatchObject([
    { action: 'report.choice', subject_id: 'DETAIL_LINE_END' },
  ]);
});

it('keeps what venues pay, exactly, in the place of what was said of the day', async () => {
  await using bench = await reportBench();
  const set = (more: object) => bench.say('/payment-terms', { ...TERMS, reason: 'a new price list', ...more });
  expect((await set({ pfof_market: '0.20000001', pfof_other: -0.3 })).body).toMatchObject({
    ...{ ...TERMS, pfof_market: '0.20000001', pfof_other: '-0.3', pfof_marketable_limit: '0', profit_sharing: '' },
    author: 'flk_reporter',
  });
  expect((await set({ pfof_market: 1 })).status).toBe(201);
  expect((await set({ pfof_market: '0.123456789' })).body.errors).toMatchObject([{ path: 'pfof_market' }]);
  for (const nothing of [' ', 'n/a', '-'])
    expect((await set({ material_aspects: nothing })).body.errors[0]).toMatchObject({ path: 'material_aspects' });
  await bench.say('/payment-terms', { ...TERMS, venue_id: 'A wholesaler', reason: 'asked' });
  const listed = async (query: string) => (await bench.get(`/payment-terms${query}`)).json().terms;
  expect(await listed('?venue_id=XNAS')).toMatchObject([{ venue_id: 'XNAS', pfof_market: '1' }]);
  expect(await listed('')).toHaveLength(2);
  expect(await listed('?venue_id=none')).toEqual([]);
});

it('loads lists of the index, and says where one cannot be read', async () => {
  await using bench = await reportBench();
  const load = (text: string, more: object = {}) => bench.say('/member-lists', { text, reason: 'of July', ...more });
  const loaded = await load('as_of,count,tickers\n2026-07-01,2,AAPL MSFT\n', KEY);
  expect(loaded).toMatchObject({ status: 201, body: { lists: 1, added: 2, removed: 0 } });
  expect((await load('2026-07-01,1,AAPL')).body).toMatchObject({ added: 0, removed: 1 });
  expect(await load('as_of,count,tickers\n2026-07-01,2,AAPL MSFT\n', KEY)).toEqual(loaded);
  expect((await bench.get('/member-lists')).json()).toEqual({
    index_name: SP500,
    lists: [{ as_of: '2026-07-01', members: 1 }],
  });
  expect(await load('2026-07-01,1,AAPL\n2026-07-02,2,AAPL')).toMatchObject({
    status: 422,
    body: {
      code: 'MEMBER_LISTS_INVALID',
      errors: [{ path: 'text', code: 'COUNT', message: expect.stringMatching('line 2') }],
    },
  });
  expect((await auditEntriesAfter(bench.pool, 0, 9)).map(({ action }) => action)).toEqual([
    'index.members',
    'index.members',
  ]);
});

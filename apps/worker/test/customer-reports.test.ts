import { createPool } from '@fairlead/db/pool';
import { reportRepositories } from '@fairlead/db/repositories/report-repositories';
import type { ReportRequest } from '@fairlead/db/repositories/report-run-rows';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { query } from '@fairlead/db/testing/query';
import { type SentFill, storeReported } from '@fairlead/db/testing/reported-orders';
import { describe, expect, it } from 'vitest';
import { reportRuns } from '../src/jobs/report-runs.ts';
import { reportMakers } from '../src/report/makers.ts';
import { importSet } from './import-set.ts';
import { lineText, pdfPages } from './pdf-text.ts';

const HALF_YEAR = { period_from: '2026-04-01', period_to: '2026-10-01', simulated: false } as const;
const FOR = { bd: 'Meridian Securities LLC', customer: 'Blue Harbor', client_id: 'default', customer_id: 'anna' };
const JULY = '2026-07-06T14:00:00.250Z';
const NOW = { now_us: Date.UTC(2026, 9, 20) * 1_000 };

async function setUp() {
  const imports = await importSet();
  await query(imports.url, "select ensure_projection_partitions('2026-03-15Z', 8)");
  const pool = createPool(imports.url, { max: 4, onError: () => undefined });
  const stores = reportRepositories(pool);
  const { runs, contents } = stores;
  const job = reportRuns({ ...stores, makers: reportMakers(pool) });
  return {
    ...{ url: imports.url, load: imports.load },
    /** Asks for a report, has it made, and gives its run with its files by their names. */
    made: async (kind: ReportRequest['kind'], parameters: object = {}, changes: Partial<ReportRequest> = {}) => {
      const request = { ...HALF_YEAR, kind, parameters: { ...FOR, ...parameters }, ...changes };
      const { id } = (await runs.create(request, personWriter())).done;
      await job.run({}, NOW);
      const run = await runs.of(id);
      if (run === null) throw new Error('no run');
      const kept = await Promise.all((run.files ?? []).map(({ sha256 }) => contents.of(sha256)));
      const files = new Map((run.files ?? []).map(({ name }, place) => [name, kept[place] ?? Buffer.alloc(0)]));
      const text = (ending: string) => String([...files].find(([name]) => name.endsWith(ending))?.[1] ?? '');
      return { run, files, text };
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await imports[Symbol.asyncDispose]();
    },
  };
}

const fill = (price: string, quantity: string, fee: string, more: SentFill['execution'] = {}): SentFill => ({
  ...{ at: JULY, quantity, fee },
  execution: { price, nbbo_bid: '190', nbbo_ask: '190.1', ...more },
});

/** A not held order at two venues and a held one, both of July. */
async function twoOrders(url: string): Promise<void> {
  await storeReported(url, {
    receivedAt: JULY,
    order: { customer_id: 'anna', held: false, order_id: 'not-held-1', quantity: '1000' },
    parts: [
      { venueId: 'XNAS', sentAt: JULY, fills: [fill('190.1', '60', '0.18'), fill('190.05', '30', '0.09')] },
      {
        ...{ venueId: 'ARCX', sentAt: JULY, fills: [fill('190', '40', '-0.08', { liquidity_flag: 'MAKE' })] },
        child: { order_kind: 'POST', done_at_us: (Date.parse(JULY) + 1_500) * 1_000 },
      },
    ],
  });
  await storeReported(url, {
    receivedAt: JULY,
    order: { customer_id: 'anna', order_id: 'held-1' },
    parts: [
      { venueId: 'XNAS', sentAt: JULY, fills: [fill('190.1', '100', '0.3')] },
      { venueId: 'ARCX', sentAt: '2026-07-06T14:00:00.300Z' },
    ],
  });
}

const textOf = async (pdf: Buffer) => (await pdfPages(pdf)).flat().map(lineText).join('\n');

describe('a report on how not held orders were handled', () => {
  it('has its figures in all three files, each month of the six, and the exemptions with theirs', async () => {
    await using set = await setUp();
    await twoOrders(set.url);
    const { run, files, text } = await set.made('RULE_606_B3');
    expect(run).toMatchObject({ state: 'DONE', error: null, items: 3, reconciliation: { findings: [] } });
    const name = '606b3_Blue-Harbor_2026-04-01_2026-09-30';
    expect([...files.keys()]).toEqual([`${name}.XML`, `${name}.CSV`, `${name}.PDF`]);
    const xml = text('.XML');
    expect(xml).toContain(
      '<customer>Blue Harbor</customer>\n  <bd>Meridian Securities LLC</bd>\n  <startDate>2026-04-01<',
    );
    expect([...xml.matchAll(/<mon>(\d+)</g)].map(([, month]) => month).join()).toBe('4,5,6,7,8,9,4,5,6,7,8,9');
    expect(xml).toContain('<sentShr>1000</sentShr>');
    // 90 shares of 100 for 0.27 USD, 30 of them at the midpoint.
    expect(xml).toMatch(
      /XNAS<\/mic>\s*<routedShr>100<[\s\S]*?<filledPct>90\.00<[\s\S]*?<netFeeOrRebateCph>-30\.0000<[\s\S]*?<midpointPct>33\.33</,
    );
    expect(xml).toMatch(
      /ARCX<\/mic>[\s\S]*?<nearsidePct>100\.00<[\s\S]*?<providedLiqudityShr>40<[\s\S]*?<orderDurationMsec>1500<[\s\S]*?<providedLiquidityNetCph>20\.0000</,
    );
    expect(text('.CSV')).toContain(',33.33,');
    const printed = await textOf(files.get(`${name}.PDF`) ?? Buffer.alloc(0));
    expect(printed).toContain('Blue Harbor: 2026-04-01 to 2026-09-30');
    expect(printed).toContain('Non-directed orders, July 2026');
    expect(printed).toContain('No venue was routed such an order in this month.');
    expect(printed).toMatch(/XNAS PRV 100 \d+ 0 100\.000 90 90\.00/);
    // 1,000 of 1,300 shares, and 11,406 + 5,701.50 + 7,600 USD in six months.
    expect(printed).toContain('1000 of 1300 shares received were not held (76.92%).');
    expect(printed).toContain('Traded $24707.50 of not held orders, $4117.92 a month on average.');
    expect(run.figures).toMatchObject({
      exemptions: { firm: { isExempt: false }, customer: { isExempt: true } },
      exemption_period: { startDate: '2026-04-01', endDate: '2026-09-30' },
      venueIds: expect.arrayContaining([{ venueId: 'XNAS', name: 'Nasdaq', mic: 'XNAS' }]),
    });
  });

  it('is made of a month alone, of nothing, and again as the same bytes', async () => {
    await using set = await setUp();
    const month = { period_from: '2026-07-01', period_to: '2026-08-01' };
    const { text, run } = await set.made('RULE_606_B3', {}, month);
    expect(run).toMatchObject({ state: 'DONE', items: 0, reconciliation: { findings: [] } });
    expect([...text('.XML').matchAll(/<sentShr>0</g)]).toHaveLength(2);
    expect(text('.XML')).not.toContain('N/A');
    await twoOrders(set.url);
    const [one, other] = [await set.made('RULE_606_B3', {}, month), await set.made('RULE_606_B3', {}, month)];
    expect(one.run.items).toBe(3);
    expect(other.run.content_hash).toBe(one.run.content_hash);
    expect(one.run.content_hash).not.toBe(run.content_hash);
  });

  it('hands the orders on in the import layout, and another firm’s report says whose part is whose', async () => {
    await using set = await setUp();
    await twoOrders(set.url);
    const { files, text } = await set.made('RULE_606_B3', { look_through: true });
    expect([...files.keys()].slice(3)).toEqual(
      ['orders', 'routes', 'executions'].map((file) => `606b3_Blue-Harbor_2026-04-01_2026-09-30_${file}.csv`),
    );
    expect([...files.values()].slice(3).join()).not.toContain('anna');
    const handed = { orders: text('_orders.csv'), routes: text('_routes.csv'), executions: text('_executions.csv') };
    const loaded = await set.load(handed, { clientId: 'INTRODUCING' });
    expect(loaded).toMatchObject({ state: 'COMPLETE' });
    const introducing = { bd: 'Introducing Co', client_id: 'INTRODUCING', customer_id: null };
    const seen = await set.made('RULE_606_B3', introducing);
    expect(seen.text('.XML').match(/<services>EV\/SRV<\/services>/g)).toHaveLength(2);
    const figures = (xml: string) =>
      xml.match(/<(routedShr|executedShr|midpointPct|nearsidePct|orderDurationMsec|netFeeOrRebateCph)>.*/g);
    expect(figures(seen.text('.XML'))).toEqual(figures(text('.XML')));
    expect(seen.run.figures).toMatchObject({
      look_through: [
        { month: '2026-07', directed: false, routing_firm: FOR.bd, routed_shr: '100', executed_shr: '40' },
        { month: '2026-07', directed: false, routing_firm: FOR.bd, routed_shr: '100', executed_shr: '90' },
      ],
    });
    const printed = await textOf([...seen.files].find(([name]) => name.endsWith('.PDF'))?.[1] ?? Buffer.alloc(0));
    expect(printed).toMatch(/2026-07 Non-directed Meridian Securities LLC .*100 40/);
  });

  it('of simulated orders says so on every page', async () => {
    await using set = await setUp();
    const { files, text } = await set.made('RULE_606_B3', { customer: '', customer_id: null }, { simulated: true });
    expect(text('.XML')).toContain('<bd>SIMULATED ORDERS: Meridian Securities LLC</bd>');
    const pdf = files.get('606b3_ALL_2026-04-01_2026-09-30.PDF') ?? Buffer.alloc(0);
    for (const page of await pdfPages(pdf))
      expect(page.map(lineText).join(' ')).toMatch(/^SIMULATED ORDERS: a demonstration/);
  });

  it.each([
    ['a time that is no whole months', {}, { period_to: '2026-09-15' }, /^PERIOD_INVALID: 2026-04-01 to 2026-09-15/],
    ['seven months', {}, { period_to: '2026-11-01' }, /^PERIOD_INVALID/],
    ['a customer without its client', { client_id: null }, {}, /^PARAMETERS_INVALID: a customer is of a client/],
    ['no name of the firm', { bd: ' ' }, {}, /^PARAMETERS_INVALID/],
  ])('refuses %s', async (_, parameters, changes, error) => {
    await using set = await setUp();
    const { run } = await set.made('RULE_606_B3', parameters, changes);
    expect(run).toMatchObject({ state: 'FAILED', error: expect.stringMatching(error), files: null });
  });
});

describe('a report on where single orders went', () => {
  it('has each order with its venues and times of execution in all three files', async () => {
    await using set = await setUp();
    await twoOrders(set.url);
    const days = { period_from: '2026-04-15', period_to: '2026-10-15' };
    const { run, files, text } = await set.made('RULE_606_B1', {}, days);
    expect(run).toMatchObject({ state: 'DONE', error: null, items: 6, reconciliation: { findings: [] } });
    const name = '606b1_Blue-Harbor_2026-04-15_2026-10-14';
    expect([...files.keys()]).toEqual([`${name}.XML`, `${name}.CSV`, `${name}.PDF`]);
    expect(text('.XML')).toMatch(/<held>\s*<order>\s*<orderId>held-1<\/orderId>\s*<directed>N<\/directed>\s*<route>/);
    // The customer is exempt: what it sent of not held orders stands here.
    expect(text('.XML')).toMatch(/<notHeldExempt>\s*<order>\s*<orderId>not-held-1</);
    expect(text('.XML')).toContain('<date>2026-07-06</date>\n          <time>14:00:00</time>');
    expect(text('.CSV')).toMatch(/held,held-1,N,[^,]+,XNAS,,2026-07-06,14:00:00/);
    const printed = await textOf(files.get(`${name}.PDF`) ?? Buffer.alloc(0));
    expect(printed).toMatch(/held-1 N .*XNAS 2026-07-06 14:00:00\n.*ARCX\n/);
    expect(printed).toContain('No such order was received in this time.');
    expect(run.figures).toMatchObject({
      head: { customer: 'Blue Harbor' },
      parts: {
        HELD: { orders: 1, routes: 2, executions: 1 },
        NOT_HELD_EXEMPT: { orders: 1 },
        OPTIONS: { orders: 0, first: [] },
      },
    });
  });

  it('refuses more than six months', async () => {
    await using set = await setUp();
    const { run } = await set.made('RULE_606_B1', {}, { period_from: '2026-04-15', period_to: '2026-10-16' });
    expect(run).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/^PERIOD_INVALID/) });
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { untilProjected } from './ordeal/record.ts';
import { RunningStack } from './running-stack.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await RunningStack.start();
}, 60_000);
afterAll(() => stack[Symbol.asyncDispose]());

type Slices = { venue_id: string; quantity?: string }[];
type Simulation = { compared: number; changed: number; sample: { order_id: string; before: Slices; after: Slices }[] };

/** Decides an order and gives the version that it was decided by, and its venues. */
async function route(orderId: string) {
  const order = { order_id: orderId, instrument_id: 'AAPL', side: 'BUY', quantity: 100, order_type: 'MARKET' };
  const answer = await stack.call('POST', '/route', order);
  if (answer === null) throw new Error('the router has not answered');
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  const slices = answer.body.routing_decisions as Slices;
  return {
    version: (answer.body.versions as { rules: string }).rules,
    venues: slices.map((slice) => slice.venue_id),
    decisionId: String(answer.body.decision_id),
  };
}

it('takes rules of two people on the running router, keeps them over a restart, and recomputes what was decided by them', async () => {
  const author = await stack.person('author', ['rules:write']);
  const second = await stack.person('second', ['rules:approve']);
  const before = await route('before');
  expect(before.version).toBe('none');
  const [taken = ''] = before.venues;

  const rule = {
    rule_name: 'not there',
    priority: 1,
    routing_logic: { exclude_venues: [taken], sourcing: 'LIT_ONLY' },
  };
  const draft = await author('POST', '/rules', { reason: 'tried out', rules: [rule] });
  expect(draft?.status).toBe(201);
  const simulated = await author('POST', '/rules/1/simulate', {});
  const simulation = simulated?.body.simulation as Simulation;
  expect(simulation).toMatchObject({ compared: 1, changed: 1 });
  const [changed] = simulation.sample;
  expect(changed?.before.map((slice) => slice.venue_id)).toEqual(before.venues);
  expect(changed?.after.map((slice) => slice.venue_id)).not.toContain(taken);

  const approval = { reason: 'agreed', content_hash: draft?.body.content_hash };
  const early = await second('POST', '/rules/1/approve', approval);
  expect([early?.status, early?.body.code]).toEqual([409, 'RULES_NOT_SUBMITTED']);
  expect((await author('POST', '/rules/1/submit', approval))?.body).toMatchObject({ state: 'SUBMITTED' });
  expect((await author('POST', '/rules/1/approve', approval))?.status).toBe(403);
  expect((await second('POST', '/rules/1/approve', approval))?.body).toMatchObject({ state: 'ACTIVE', in_force: true });
  const after = await route('after');
  expect(after.version).toBe('rules-1');
  expect(after.venues).not.toContain(taken);

  expect(await stack.stopRouter()).toBe(0);
  await stack.startRouter();
  expect((await route('restarted')).version).toBe('rules-1');
  const decision = await stack.call('GET', `/decisions/${after.decisionId}`);
  expect(decision?.body.evidence).toMatchObject({ versions: { rules: 'rules-1' }, rules_applied: ['not there'] });
  const replay = await stack.call('POST', `/decisions/${after.decisionId}/replay`);
  expect(replay?.body).toMatchObject({ same: true, record_intact: true });

  expect((await second('POST', '/rules/1/retire', { reason: 'seen enough' }))?.body).toMatchObject({
    state: 'RETIRED',
  });
  expect((await route('retired')).version).toBe('none');
  expect((await second('POST', '/rules/1/rollback', { reason: 'better with' }))?.body).toMatchObject({
    state: 'ACTIVE',
  });
  expect((await route('back')).version).toBe('rules-1');
  await untilProjected(stack.database);
  const stored = await stack.database.query('select rules_version from routing_decisions order by created_at');
  expect(stored.rows.map((row) => row.rules_version)).toEqual(['none', 'rules-1', 'rules-1', 'none', 'rules-1']);
}, 60_000);

import { isChildEnded } from '@fairlead/core/order/child-state';
import { isOrderEnded } from '@fairlead/core/order/order-state';
import type { PriceForm } from '../../rows/instrument-form';
import type { ChildDetail, FillDetail, OrderDetail, WaveDetail } from '../../rows/order-detail';
import { type ChangeWords, changeWords, termsWords } from '../../words/change-words';
import { endingOf } from '../../words/ending-words';
import { formatQuantity, formatUs } from '../../words/figures';
import { arrivalWords } from '../../words/nbbo-words';
import { STATE_WORDS } from '../../words/order-words';
import { type NameOf, venueWords } from '../../words/venue-words';
import { waitsFor } from '../../words/waiting-words';
import { whyWave } from '../../words/wave-words';

/** One stage of an order's walk. */
export interface WalkStep {
  readonly id: string;
  readonly title: string;
  readonly detail: string | null;
  readonly atMs: number;
  readonly tone: 'plain' | 'good' | 'stopped' | 'open';
}

/** A wave as one line, with its stages in the order of time. Quantities in units, costs in basis points. */
export interface WaveLine {
  readonly wave: number;
  readonly decisionId: string;
  readonly atMs: number;
  readonly why: string;
  /** How many venues it was divided between. */
  readonly parts: number;
  readonly quantity: number;
  readonly filled: number;
  readonly realisedBps: number | null;
  readonly expectedBps: number | null;
  /** More may come of it. */
  readonly isOpen: boolean;
  /** False where retention has dropped the record of its decision. */
  readonly hasRecord: boolean;
  readonly steps: readonly WalkStep[];
}

/** The walk of an order: what came before it was decided, its waves, and how it stands. */
export interface OrderWalk {
  readonly head: readonly WalkStep[];
  readonly waves: readonly WaveLine[];
  readonly end: WalkStep;
}

/** The walk of an order from its receipt to its end, by wave. */
export function orderWalk(detail: OrderDetail, form: PriceForm, nameOf: NameOf): OrderWalk {
  const waits = waitsFor(detail, form);
  const waves = detail.waves.toSorted((a, b) => a.wave - b.wave);
  const parts = partsByWave(detail);
  const reasons = { ...detail, nameOf, form };
  return {
    head: [received(detail.order, form), ...releaseStep(detail.order, waits, form)],
    waves: waves.map((wave, index) =>
      waveLine(wave, { why: whyWave(wave, waves[index - 1], reasons), ...partsOf(parts, wave), detail, form, nameOf }),
    ),
    end: lastStep(detail, waits),
  };
}

/** The newest wave of which more may come. */
export function newestOpen(waves: readonly WaveLine[]): number | null {
  return waves.findLast(({ isOpen }) => isOpen)?.wave ?? null;
}

interface WaveParts {
  readonly children: ChildDetail[];
  readonly fills: FillDetail[];
}

/** What each decision sent, and what came of it; an order of many waves is gone through once. */
function partsByWave({ children, fills }: OrderDetail): ReadonlyMap<string, WaveParts> {
  const parts = new Map<string, WaveParts>();
  const ofChild = new Map<string, WaveParts>();
  for (const child of children) {
    const mine = parts.get(child.decision_id) ?? { children: [], fills: [] };
    parts.set(child.decision_id, mine);
    ofChild.set(child.child_id, mine);
    mine.children.push(child);
  }
  for (const fill of fills) if (fill.child_id !== null) ofChild.get(fill.child_id)?.fills.push(fill);
  return parts;
}

const partsOf = (parts: ReadonlyMap<string, WaveParts>, { decision_id }: WaveDetail): WaveParts =>
  parts.get(decision_id) ?? { children: [], fills: [] };

/** Who sent it and, where it did not have to wait, the market that it came into. */
function received(order: OrderDetail['order'], form: PriceForm): WalkStep {
  const from = `${order.order_id} from ${order.client_id}`;
  const market = order.released_at_ms === null ? arrivalWords(order, form) : null;
  return plain('received', 'Received', order.at_ms, market === null ? from : `${from}; ${market}`);
}

function releaseStep(order: OrderDetail['order'], waits: string | null, form: PriceForm): WalkStep[] {
  const { released_at_ms: atMs } = order;
  if (atMs === null || waits === null) return [];
  const market = arrivalWords(order, form);
  return [plain('released', 'Released', atMs, `had waited ${waits}${market === null ? '' : `; ${market}`}`)];
}

interface WaveFacts extends WaveParts, ChangeWords {
  readonly why: string;
  readonly detail: Pick<OrderDetail, 'children' | 'changes'>;
}

function waveLine(wave: WaveDetail, { why, ...facts }: WaveFacts): WaveLine {
  const { children } = facts;
  return {
    wave: wave.wave,
    decisionId: wave.decision_id,
    atMs: wave.at_ms,
    why,
    parts: children.length > 0 ? children.length : wave.venue_ids.length,
    quantity: wave.routed_quantity,
    filled: wave.filled_quantity,
    realisedBps: wave.realised_cost_bps,
    expectedBps: wave.expected_cost_bps,
    isOpen: children.some(({ state }) => !isChildEnded(state)),
    hasRecord: wave.rationale !== null,
    steps: [...waveSteps(wave, facts), ...changeSteps(facts)].sort((a, b) => a.atMs - b.atMs),
  };
}

function waveSteps(wave: WaveDetail, facts: Omit<WaveFacts, 'why'>): WalkStep[] {
  const { children, fills, nameOf } = facts;
  const id = (stage: string) => `${wave.decision_id}-${stage}`;
  const sentTo = children.map((child) => `${formatQuantity(child.quantity)} to ${nameOf(child.venue_id)}`);
  const split = [...sentTo, ...termsGiven(wave, facts)].join(', ');
  const took = `took ${formatUs(wave.routing_time_us)} µs`;
  const steps = [plain(id('decided'), 'Decided', wave.at_ms, `${split || 'nothing to send'}; ${took}`)];
  const sent = earliest(children, (child) => child.sent_at_ms);
  if (sent !== null) steps.push(plain(id('sent'), 'Sent', sent, plural(children.length, 'child order')));
  const acked = earliest(children, (child) => child.acked_at_ms);
  if (acked !== null) steps.push(plain(id('acked'), 'First answer', acked, answeredBy(children, acked, nameOf)));
  const [first] = fills;
  const last = fills.at(-1);
  if (first !== undefined)
    steps.push(
      plain(
        id('first-fill'),
        'First fill',
        first.at_ms,
        `${formatQuantity(first.quantity)} at ${venueWords(first.venue_id, nameOf)}`,
      ),
    );
  if (last !== undefined && fills.length > 1) {
    const sum = fills.reduce((total, fill) => total + fill.quantity, 0);
    const what = `${formatQuantity(sum)} in ${plural(fills.length, 'fill')}`;
    steps.push(plain(id('last-fill'), 'Last fill', last.at_ms, what));
  }
  return steps;
}

/** The terms that a wave gives to what rests of those before it. */
function termsGiven(wave: WaveDetail, { children, detail, ...words }: Omit<WaveFacts, 'why'>): string[] {
  return detail.changes.flatMap((change) => {
    const isOfWave = change.event_type === 'CHILD_REPLACE_ASKED' && change.wave === wave.wave;
    const child = isOfWave ? detail.children.find((each) => each.child_id === change.child_id) : undefined;
    return child === undefined || children.includes(child) ? [] : [termsWords(change, child, words)];
  });
}

/** What was changed of the children that a wave has sent, and what their venues said to it. */
function changeSteps({ children, detail, ...words }: Omit<WaveFacts, 'why'>): WalkStep[] {
  return detail.changes.flatMap((change) => {
    const child = children.find((each) => each.child_id === change.child_id);
    const said = child === undefined ? null : changeWords(change, child, words);
    return said === null ? [] : [plain(`change-${change.seq}`, said.title, change.at_ms, said.detail)];
  });
}

function lastStep({ order }: OrderDetail, waits: string | null): WalkStep {
  const { name } = STATE_WORDS[order.state];
  const base = plain('state', name, order.updated_at_ms, null);
  if (order.state === 'RECEIVED') return { ...base, tone: 'open', detail: waits };
  if (order.state === 'FILLED') return { ...base, tone: 'good', detail: `all ${formatQuantity(order.quantity)}` };
  const reason = order.reject_code === null ? null : endingOf(order.reject_code);
  if (order.state === 'REJECTED') return { ...base, tone: 'stopped', detail: reason };
  const left = formatQuantity(order.quantity - order.filled_quantity);
  const unfilled = `${left} of ${formatQuantity(order.quantity)} not filled`;
  const detail = reason === null ? unfilled : `${unfilled}: ${reason}`;
  return { ...base, tone: isOrderEnded(order.state) ? 'plain' : 'open', detail };
}

function plain(id: string, title: string, atMs: number, detail: string | null): WalkStep {
  return { id, title, detail, atMs, tone: 'plain' };
}

function earliest(children: readonly ChildDetail[], time: (child: ChildDetail) => number | null): number | null {
  const times = children.flatMap((child) => time(child) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function answeredBy(children: readonly ChildDetail[], atMs: number, nameOf: NameOf): string {
  const venueId = children.find((child) => child.acked_at_ms === atMs)?.venue_id;
  return venueId === undefined ? '' : venueWords(venueId, nameOf);
}

function plural(count: number, noun: string): string {
  return `${formatQuantity(count)} ${noun}${count === 1 ? '' : 's'}`;
}

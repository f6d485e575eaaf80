import { isOrderEnded } from '@fairlead/core/order/order-state';
import type { PriceForm } from '@/rows/instrument-form';
import type { ChildDetail, OrderDetail, WaveDetail } from '@/rows/order-detail';
import { endingOf } from '@/words/ending-words';
import { formatQuantity, formatUs } from '@/words/figures';
import { arrivalWords } from '@/words/nbbo-words';
import { STATE_WORDS } from '@/words/order-words';
import { waitsFor } from '@/words/waiting-words';

/** One stage of an order's walk. */
export interface WalkStep {
  readonly id: string;
  readonly title: string;
  readonly detail: string | null;
  readonly atMs: number;
  readonly tone: 'plain' | 'good' | 'stopped' | 'open';
  /** The decision that the stage is about. */
  readonly decisionId: string | null;
}

/** The walk of an order from its receipt to its end, in the order of time. */
export function walkSteps(detail: OrderDetail, form: PriceForm): WalkStep[] {
  const { order, waves } = detail;
  const waits = waitsFor(detail, form);
  const several = waves.length > 1;
  const steps: WalkStep[] = [
    plain('received', 'Received', order.at_ms, received(order, form)),
    ...releaseStep(order, waits, form),
    ...waves.flatMap((wave) => waveSteps(wave, detail, several)),
  ];
  const ordered = steps.sort((a, b) => a.atMs - b.atMs);
  return [...ordered, lastStep(detail, waits)];
}

/** Who sent it and, where it did not have to wait, the market that it came into. */
function received(order: OrderDetail['order'], form: PriceForm): string {
  const from = `${order.order_id} from ${order.client_id}`;
  const market = order.released_at_ms === null ? arrivalWords(order, form) : null;
  return market === null ? from : `${from}; ${market}`;
}

function releaseStep(order: OrderDetail['order'], waits: string | null, form: PriceForm): WalkStep[] {
  const { released_at_ms: atMs } = order;
  if (atMs === null || waits === null) return [];
  const market = arrivalWords(order, form);
  return [plain('released', 'Released', atMs, `had waited ${waits}${market === null ? '' : `; ${market}`}`)];
}

function waveSteps(wave: WaveDetail, { children, fills }: OrderDetail, several: boolean): WalkStep[] {
  const prefix = several ? `Wave ${wave.wave}: ` : '';
  const name = (text: string) => (several ? prefix + text.toLowerCase() : text);
  const mine = children.filter((child) => child.decision_id === wave.decision_id);
  const ids = new Set(mine.map((child) => child.child_id));
  const filled = fills.filter((fill) => fill.child_id !== null && ids.has(fill.child_id));
  const id = (stage: string) => `${wave.decision_id}-${stage}`;
  const split = mine.map((child) => `${formatQuantity(child.quantity)} to ${child.venue_id}`).join(', ');
  const steps: WalkStep[] = [
    {
      ...plain(
        id('decided'),
        name('Decided'),
        wave.at_ms,
        `${split || 'nothing to send'}; took ${formatUs(wave.routing_time_us)} µs`,
      ),
      decisionId: wave.decision_id,
    },
  ];
  const sent = earliest(mine, (child) => child.sent_at_ms);
  if (sent !== null) steps.push(plain(id('sent'), name('Sent'), sent, plural(mine.length, 'child order')));
  const acked = earliest(mine, (child) => child.acked_at_ms);
  if (acked !== null) steps.push(plain(id('acked'), name('First answer'), acked, answeredBy(mine, acked)));
  const [first] = filled;
  const last = filled.at(-1);
  if (first !== undefined)
    steps.push(
      plain(
        id('first-fill'),
        name('First fill'),
        first.at_ms,
        `${formatQuantity(first.quantity)} at ${first.venue_id}`,
      ),
    );
  if (last !== undefined && filled.length > 1) {
    const sum = filled.reduce((total, fill) => total + fill.quantity, 0);
    steps.push(
      plain(
        id('last-fill'),
        name('Last fill'),
        last.at_ms,
        `${formatQuantity(sum)} in ${plural(filled.length, 'fill')}`,
      ),
    );
  }
  return steps;
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
  return { id, title, detail, atMs, tone: 'plain', decisionId: null };
}

function earliest(children: readonly ChildDetail[], time: (child: ChildDetail) => number | null): number | null {
  const times = children.flatMap((child) => time(child) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function answeredBy(children: readonly ChildDetail[], atMs: number): string {
  return children.find((child) => child.acked_at_ms === atMs)?.venue_id ?? '';
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

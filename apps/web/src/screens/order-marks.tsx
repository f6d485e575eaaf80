import { Badge } from '@fairlead/ui/badge';
import { SideMark } from '@fairlead/ui/side-mark';
import type { OrderRow } from '@/rows/order-row';
import { ROUTED_ONLY, SIDE_NAMES, STATE_WORDS } from '@/words/order-words';

/** The side of an order; a short sale is a sale. */
export function Side({ side }: { side: keyof typeof SIDE_NAMES }) {
  return <SideMark side={side === 'BUY' ? 'a' : 'b'}>{SIDE_NAMES[side]}</SideMark>;
}

/** The side in a letter, where there is no room for the word. */
export function SideLetter({ side }: { side: keyof typeof SIDE_NAMES }) {
  return (
    <span title={SIDE_NAMES[side]}>
      <SideMark side={side === 'BUY' ? 'a' : 'b'}>{SIDE_NAMES[side].charAt(0)}</SideMark>
      <span className="sr-only">{SIDE_NAMES[side].slice(1)}</span>
    </span>
  );
}

/** The state of an order: what was only decided here waits for nothing of ours. */
export function OrderStateBadge({ order }: { order: Pick<OrderRow, 'state' | 'route_only'> }) {
  if (!order.route_only || order.state !== 'ROUTING') return <StateBadge state={order.state} />;
  return (
    <span title={ROUTED_ONLY.says}>
      <Badge tone={ROUTED_ONLY.tone}>{ROUTED_ONLY.name}</Badge>
    </span>
  );
}

/** The state of a child. */
export function StateBadge({ state }: { state: keyof typeof STATE_WORDS }) {
  const { name, tone } = STATE_WORDS[state];
  return <Badge tone={tone}>{name}</Badge>;
}

/** Stands beside everything that no customer has ordered. */
export function SimulatedMark() {
  return (
    <span
      title="Simulated: made by the demo order flow, no customer’s order"
      className="rounded-xs border border-line px-1 text-[10px] leading-[14px] text-faint"
    >
      SIM
    </span>
  );
}

import { type Quantity, quantity } from '@fairlead/core/money/units';
import { type ChildLife, reservedOf } from '@fairlead/core/order-life/child-life';
import { termsWaveOf } from '@fairlead/core/order-life/child-replace';
import { type Follower, replaceBy, tellReplace } from '@fairlead/core/order-life/follow-up';
import type { FillMarket, ReplanCode } from '@fairlead/core/order-life/order-event';
import { restsToReplan, toGiveBack } from '@fairlead/core/order-life/replan';
import type { Story } from '@fairlead/core/order-life/story';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import type { LiveOrder } from '../order/live-order.ts';
import type { PlannedWave } from '../order/wave.ts';
import type { WaveDesk } from './next-wave.ts';

/** What a step that plans anew is taken with. */
export interface ReplanningPorts
  extends Pick<Follower<ApprovedWave<PlannedWave>>, 'intend' | 'askBack' | 'canReplace' | 'askReplace'> {
  readonly waves: Pick<WaveDesk, 'takes' | 'again'>;
  /** The market of now, as the order keeps it. */
  readonly market: () => FillMarket;
}

/**
 * Plans what rests of an order once more, and tells what that changes: so much is given back as a plan would take now, or what rests for a while follows the
 * near side. Nothing is told where it is as well where it is, or the order may not be planned again.
 */
export function planAgain(story: Story, { identity }: Pick<LiveOrder, 'identity'>, ports: ReplanningPorts): void {
  const rests = restsToReplan(story.life);
  const waiting = rests.filter((child) => child.restMs !== null);
  if (waiting.length > 0) return follow(story, identity, { waiting, ports });
  const taken = rests.length === 0 ? quantity(0) : ports.waves.takes(identity, story.life, rests);
  if (taken > 0) giveBack(story, { rests, taken, ports });
}

/** Each child by a decision of its own, for its venue alone: it keeps what it has, and its time. */
function follow(
  story: Story,
  identity: LiveOrder['identity'],
  { waiting, ports }: { readonly waiting: readonly ChildLife[]; readonly ports: ReplanningPorts },
): void {
  let isTold = false;
  for (const child of waiting.filter(ports.canReplace)) {
    const rests = { children: [child], quantity: quantity(reservedOf(child)), venueId: child.venueId };
    const again = ports.waves.again(identity, story.life, rests);
    if (again === null) continue;
    if (!isTold) tellReplanned(story, 'FOLLOWS', ports);
    isTold = true;
    replaceBy(story, ports, again);
  }
}

function giveBack(
  story: Story,
  { rests, taken, ports }: { rests: readonly ChildLife[]; taken: Quantity; ports: ReplanningPorts },
): void {
  const { shrunk, whole } = toGiveBack(rests, taken, ports.canReplace);
  tellReplanned(story, 'TAKES', ports);
  if (shrunk !== null) {
    const terms = { quantity: quantity(shrunk.quantity - taken), limitPrice: shrunk.limitPrice };
    tellReplace(story, ports, { child: shrunk, ...terms, wave: termsWaveOf(shrunk) });
  }
  for (const { id } of whole) {
    story.tell({ type: 'CHILD_CANCEL_ASKED', childId: id });
    ports.askBack(id);
  }
}

function tellReplanned(story: Story, code: ReplanCode, { market }: ReplanningPorts): void {
  story.tell({ type: 'REPLANNED', code, market: market() });
}

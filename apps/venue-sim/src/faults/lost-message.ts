import type { Random } from '../random.ts';
import type { FaultOf } from './fault.ts';
import type { FaultBoard } from './fault-board.ts';

/** Every message about an order, of either direction, by its name in the protocol. */
type MessageName = NonNullable<FaultOf<'lost_message'>['only']>[number];

/** Whether a message gets lost on its way. The one that sent it is not told. */
export function isLost(name: MessageName, faults: FaultBoard, random: Random): boolean {
  const fault = faults.find('lost_message');
  if (fault === undefined || (fault.only !== undefined && !fault.only.includes(name))) return false;
  return random.chance(fault.probability);
}

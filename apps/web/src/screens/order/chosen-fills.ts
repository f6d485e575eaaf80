import type { FillDetail, OrderDetail } from '../../rows/order-detail';
import type { Chosen } from './use-chosen';

/** The fills of the child that is chosen, or of the wave, or all. Those that the caller reported belong to no child, and are shown where all are. */
export function chosenFills(
  { children, fills }: Pick<OrderDetail, 'children' | 'fills'>,
  { wave, childId }: Pick<Chosen, 'wave' | 'childId'>,
): readonly FillDetail[] {
  if (childId !== null) return fills.filter((fill) => fill.child_id === childId);
  if (wave === null) return fills;
  const mine = new Set(children.filter((child) => child.wave === wave).map((child) => child.child_id));
  return fills.filter(({ child_id }) => (child_id === null ? children.length === 0 : mine.has(child_id)));
}

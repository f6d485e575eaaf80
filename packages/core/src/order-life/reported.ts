import { isChildEnded } from '../order/child-state.ts';
import type { ChildLife } from './child-life.ts';
import type { DoubtCode } from './order-event.ts';
import type { Story } from './story.ts';

/** What is to be done about a report besides its events. */
export interface Reported {
  /** Ask the venue for its whole account of the child. */
  readonly ask: boolean;
  /** The venue's own account does not add up to ours, or to itself: people must look. */
  readonly differs: boolean;
}

export const DONE: Reported = { ask: false, differs: false };
export const ASK: Reported = { ask: true, differs: false };
export const DIFFERS: Reported = { ask: false, differs: true };

/** Puts a child that has not ended in doubt; its venue is asked whatever it is. */
export function doubt(story: Story, child: ChildLife, why: DoubtCode): Reported {
  if (!isChildEnded(child.state) && child.state !== 'UNKNOWN') {
    story.tell({ type: 'CHILD_IN_DOUBT', childId: child.id, why });
  }
  return ASK;
}

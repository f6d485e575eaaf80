import { quantity } from '../money/units.ts';
import { isChildEnded } from '../order/child-state.ts';
import type { ReportedTerms, VenueReport } from '../venue/venue-report.ts';
import { agrees, type ChildLife } from './child-life.ts';
import { type AskedTerms, hasTerms, revisionOf } from './child-replace.ts';
import { childOf } from './order-life.ts';
import { ASK, DONE, doubt, type Reported } from './reported.ts';
import type { Story } from './story.ts';

type Of<Type extends VenueReport['type']> = Extract<VenueReport, { type: Type }>;

/** Refusals that say that there is nothing left to be changed. */
const OVER: readonly string[] = ['TOO_LATE', 'UNKNOWN_ORDER'];

/**
 * The venue says that a child works by other terms. Believed where they are those that it was last asked for; an answer that comes again says nothing, and
 * terms that nobody has asked for are a doubt. Where it has executed more by then than is booked, it is asked.
 */
export function onReplaced(story: Story, child: ChildLife, { terms, cumulative }: Of<'REPLACED'>): Reported {
  if (isChildEnded(child.state)) return agrees(child, cumulative) ? DONE : ASK;
  const asked = askedOf(child);
  if (terms.revision < revisionOf(child) || (isAnswered(child, terms.revision) && hasTerms(child, terms))) return DONE;
  if (asked === null || terms.revision !== revisionOf(child) || !hasTerms(asked, terms))
    return doubt(story, child, 'IMPOSSIBLE_REPORT');
  tellReplaced(story, child, { ...terms, filledBefore: cumulative ?? quantity(child.filled) });
  const after = childOf(story.life, child.id) ?? child;
  return cumulative !== null && cumulative > after.filled ? doubt(story, after, 'QUANTITY_DIFFERS') : DONE;
}

/** The venue has not changed a child. It works on as it was, unless the refusal says that it is over, or tells another sum than ours: then it is asked. */
export function onReplaceRefused(story: Story, child: ChildLife, report: Of<'REPLACE_REFUSED'>): Reported {
  const { revision, code, cumulative } = report;
  if (isChildEnded(child.state)) return agrees(child, cumulative) ? DONE : ASK;
  const isRepeat = isAnswered(child, revision) && child.replace?.isRefused === true;
  if (revision < revisionOf(child) || isRepeat) return DONE;
  if (askedOf(child) === null || revision !== revisionOf(child)) return doubt(story, child, 'IMPOSSIBLE_REPORT');
  story.tell({ type: 'CHILD_REPLACE_REFUSED', childId: child.id, revision, code });
  const after = childOf(story.life, child.id) ?? child;
  return OVER.includes(code) || !agrees(after, cumulative) ? doubt(story, after, 'REPLACE_REFUSED') : DONE;
}

/**
 * What a venue's account of a child says of its terms, told where it answers what was asked. One that has not heard of the latest change says nothing of it:
 * the change may be on its way. False where the terms can be neither those of before nor those that were asked for.
 */
export function tellTerms(story: Story, child: ChildLife, report: Of<'STATUS'>): boolean {
  if (isChildEnded(child.state)) return true;
  const asked = askedOf(child);
  const revision = revisionOf(child);
  const isNews = report.terms !== null && report.terms.revision >= revision;
  const terms = isNews ? report.terms : impliedTerms(child, report);
  if (terms === null) return true;
  if (terms.revision > revision) return differs(story, child);
  if (asked === null) return hasTerms(child, terms) || differs(story, child);
  if (hasTerms(asked, terms)) tellReplaced(story, child, { ...terms, filledBefore: quantity(child.filled) });
  else if (hasTerms(child, terms))
    story.tell({ type: 'CHILD_REPLACE_REFUSED', childId: child.id, revision, code: 'RECONCILED' });
  else return differs(story, child);
  return true;
}

function differs(story: Story, child: ChildLife): false {
  doubt(story, child, 'IMPOSSIBLE_REPORT');
  return false;
}

/** A venue that says that a child is filled, and has not heard of its latest change or tells no terms, has ended it by one or the other: what is executed tells. */
function impliedTerms(child: ChildLife, { state, terms }: Of<'STATUS'>): ReportedTerms | null {
  const asked = askedOf(child);
  if (state !== 'FILLED' || asked === null) return null;
  const revision = revisionOf(child);
  if (terms === null && child.filled === asked.quantity) return { ...asked, revision };
  const { quantity: count, limitPrice } = child;
  return child.filled >= count ? { revision, quantity: count, limitPrice } : null;
}

function tellReplaced(
  story: Story,
  child: ChildLife,
  {
    revision,
    quantity: to,
    limitPrice,
    filledBefore,
  }: ReportedTerms & { readonly filledBefore: AskedTerms['quantity'] },
): void {
  story.tell({ type: 'CHILD_REPLACED', childId: child.id, revision, quantity: to, limitPrice, filledBefore });
}

function askedOf({ replace }: ChildLife): AskedTerms | null {
  return replace?.asked ?? null;
}

/** True where what was last asked for has had its answer, and this is its number. */
function isAnswered(child: ChildLife, revision: number): boolean {
  return revision > 0 && askedOf(child) === null && revision === revisionOf(child);
}

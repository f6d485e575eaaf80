import type { VenueEffect } from '@/rows/venue-effect';
import type { VenueRow } from '@/rows/venue-row';
import { circuitCodeWords, detailWords } from './circuit-words';
import { formatQuantity, formatShare } from './figures';
import { openWords } from './halt-words';
import { type NameOf, venueWords } from './venue-words';

/** What can be done with a venue. */
export const VENUE_ACTS = ['OPEN', 'CLOSE', 'RESET', 'RESTRICT', 'RELEASE'] as const;
export type VenueAct = (typeof VENUE_ACTS)[number];

interface ActText {
  readonly button: string;
  readonly title: (name: string) => string;
  readonly description: string;
  readonly confirm: string;
  readonly keep: string;
  readonly done: string;
  readonly doneSays: string;
  readonly undone: string;
}

/** How each is spoken of. */
export const VENUE_ACT_TEXTS: Readonly<Record<VenueAct, ActText>> = {
  OPEN: {
    button: 'Force open…',
    title: (name) => `Force the circuit of ${name} open`,
    description: 'Nothing new is sent there, until somebody resets it. Cancels pass all the same.',
    confirm: 'Force open',
    keep: 'Leave it as it is',
    done: 'Forced open',
    doneSays: 'Nothing new is sent there. It stays so over a restart, until somebody resets it.',
    undone: 'The circuit was not changed.',
  },
  CLOSE: {
    button: 'Force closed…',
    title: (name) => `Force the circuit of ${name} closed`,
    description: 'Orders are sent there whatever fails, until somebody resets it.',
    confirm: 'Force closed',
    keep: 'Leave it as it is',
    done: 'Forced closed',
    doneSays: 'Nothing that fails there opens it. It stays so over a restart, until somebody resets it.',
    undone: 'The circuit was not changed.',
  },
  RESET: {
    button: 'Reset…',
    title: (name) => `Reset the circuit of ${name}`,
    description: 'It begins anew, closed and with nothing seen, and what is measured decides from there.',
    confirm: 'Reset the circuit',
    keep: 'Leave it as it is',
    done: 'Reset',
    doneSays: 'It is closed, and what is measured decides again.',
    undone: 'The circuit was not changed.',
  },
  RESTRICT: {
    button: 'Restrict…',
    title: (name) => `Restrict ${name}`,
    description: 'No order is routed there, until somebody lifts it. Cancels pass all the same.',
    confirm: 'Restrict the venue',
    keep: 'Leave it as it is',
    done: 'Restricted',
    doneSays: 'No order is routed there. It stays so over a restart, until somebody lifts it.',
    undone: 'The status was not changed.',
  },
  RELEASE: {
    button: 'Lift…',
    title: (name) => `Take back what is said of ${name}`,
    description: 'What is measured decides again how the venue stands.',
    confirm: 'Take it back',
    keep: 'Let it stand',
    done: 'Taken back',
    doneSays: 'What is measured decides again.',
    undone: 'The status was not changed.',
  },
};

/** What an act on a venue does now, each a sentence. */
export function venueActWords(
  act: VenueAct,
  venue: Pick<VenueRow, 'circuit' | 'said'>,
  { effect, nameOf }: { readonly effect: VenueEffect; readonly nameOf: NameOf },
): readonly string[] {
  const takesOut = act === 'OPEN' || act === 'RESTRICT';
  const working = effect.open.working_children > 0;
  return [
    openWords(effect.open, 'VENUE'),
    takesOut && working ? 'What works there stays, and may still be filled.' : '',
    flowWords(effect, nameOf),
    takesOut ? nextWords(effect, nameOf) : beforeWords(act, venue),
  ].filter((line) => line !== '');
}

/** How much of the last hour's flow a venue had. */
function flowWords({ flow }: VenueEffect, nameOf: NameOf): string {
  const { children, here, is_whole: isWhole, others } = flow;
  if (children === 0) return 'No child order was sent anywhere in the last hour.';
  const all = `${formatQuantity(children)} child orders ${isWhole ? 'of the last hour' : 'that were made last'}`;
  const most = others.map(
    ({ venue_id: id, children: count }) => `${venueWords(id, nameOf)} (${formatShare(count / children)})`,
  );
  const rest = most.length === 0 ? '' : `; most of the others went to ${most.join(', ')}`;
  return `It had ${formatQuantity(here)} of the ${all}, ${formatShare(here / children)}${rest}.`;
}

/** Where the router would send instead. */
function nextWords({ flow, next_best: next }: VenueEffect, nameOf: NameOf): string {
  if (flow.instrument_id === null || next === null) return '';
  return `Most was in ${flow.instrument_id}: the best venue for that beside it is ${venueWords(next, nameOf)} now.`;
}

/** What it undoes. */
function beforeWords(act: VenueAct, { circuit, said }: Pick<VenueRow, 'circuit' | 'said'>): string {
  if (act === 'RELEASE') return said?.reason == null ? '' : `It was said because “${said.reason}”.`;
  if (circuit.state === 'CLOSED') {
    const { failures } = circuit;
    return failures === 0 ? '' : `${formatQuantity(failures)} of its latest outcomes failed.`;
  }
  return circuit.code === null
    ? ''
    : `It is open because: ${circuitCodeWords(circuit.code)}, ${detailWords(circuit.reason)}.`;
}

interface Actor {
  readonly clientId: string | null;
  readonly whyNot: (scope: 'venues:write') => string;
}

/** Why somebody may not do it now; empty where they may. The server decides. */
export function whyNoVenueAct(act: VenueAct, venue: Pick<VenueRow, 'circuit' | 'said'> | null, viewer: Actor): string {
  const role = viewer.whyNot('venues:write');
  if (role !== '') return role;
  if (viewer.clientId !== null)
    return 'A venue stands as it does for every client: the firm’s own people decide on it.';
  if (venue === null) return 'How the venue stands is not known now.';
  const { code, state } = venue.circuit;
  const isForced = code === 'FORCED_OPEN' || code === 'FORCED_CLOSED';
  if (act === 'OPEN' && code === 'FORCED_OPEN') return 'It is forced open already.';
  if (act === 'CLOSE' && code === 'FORCED_CLOSED') return 'It is forced closed already.';
  if (act === 'RESET' && !isForced && state === 'CLOSED') return 'It is closed, and nobody holds it so.';
  if (act === 'RESTRICT' && venue.said?.status === 'RESTRICTED') return 'It is restricted already.';
  return act === 'RELEASE' && venue.said === null ? 'Nobody has said anything of it.' : '';
}

import type { HaltEffectView } from '@fairlead/contracts/halt';
import type { HaltInForce } from '@fairlead/contracts/system';
import { formatQuantity } from './figures';
import { haltEffect } from './notice-words';

type ScopeName = HaltInForce['scope'];

/** What a halt may stop, as one chooses it. */
export const HALT_SCOPE_NAMES: Readonly<Record<ScopeName, string>> = {
  FIRM: 'The whole firm',
  CLIENT: 'A client',
  VENUE: 'A venue',
  INSTRUMENT: 'An instrument',
  CLIENT_VENUE: 'A client at a venue',
  CLIENT_INSTRUMENT: 'A client in an instrument',
  VENUE_INSTRUMENT: 'An instrument at a venue',
};

const MONEY = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const counted = (count: number, one: string, many: string): string =>
  `${formatQuantity(count)} ${count === 1 ? one : many}`;

/** What is open in the scope of a halt: orders, and what of them is out at venues. */
export function openWords(effect: HaltEffectView, scope: ScopeName): string {
  const { open_orders: orders, working_children: children } = effect;
  const where = scope === 'FIRM' ? 'open' : 'open in it';
  if (orders === 0 && children === 0) return `No order is ${where} now.`;
  const open = `${counted(orders, `order is ${where}`, `orders are ${where}`)} now`;
  if (children === 0) return `${open}; nothing of ${orders === 1 ? 'it' : 'them'} is at a venue.`;
  const quantities = effect.working_quantity.map(({ unit, quantity }) =>
    unit === 'SHARES' ? counted(quantity, 'share', 'shares') : `${formatQuantity(quantity)} ${unit}`,
  );
  const worth = effect.working_notional.map(({ currency, notional }) => `${MONEY.format(notional)} ${currency}`);
  const money = worth.length === 0 ? '' : `, worth ${joined(worth)} at their limits`;
  return `${open}; ${counted(children, 'child works', 'children work')} at venues: ${joined(quantities)}${money}.`;
}

function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** What a halt would do now, each a sentence. */
export function placeWords(effect: HaltEffectView, scope: ScopeName, cancelAll: boolean): readonly string[] {
  return [
    haltEffect({ scope }),
    openWords(effect, scope),
    askedBackWords(effect, scope, cancelAll),
    'It holds until another person releases it.',
  ].filter((line) => line !== '');
}

/** What becomes of what is open already. */
function askedBackWords(effect: HaltEffectView, scope: ScopeName, cancelAll: boolean): string {
  const { open_orders: orders, working_children: children } = effect;
  if (!cancelAll) return children === 0 ? '' : 'What works there stays, and may still be filled.';
  if (scope.includes('VENUE')) {
    if (children === 0) return '';
    return `${children === 1 ? 'It is' : 'All of it is'} asked back from there; what comes back is routed to other venues.`;
  }
  if (orders === 0) return '';
  return orders === 1 ? 'It is canceled.' : `All ${formatQuantity(orders)} are canceled.`;
}

/** What a release does now, each a sentence. */
export function releaseWords({ open_orders: orders }: HaltEffectView): readonly string[] {
  const open =
    orders === 0
      ? 'No order waits for it.'
      : `${counted(orders, 'order that is open is', 'orders that are open are')} routed on at once.`;
  return ['New orders are taken and sent again, unless another halt stops them.', open];
}

/** What is to be pressed to place it. */
export function haltConfirm(what: string, cancelAll: boolean): string {
  return cancelAll ? `Halt ${what}, ask all back` : `Halt ${what}`;
}

/** Who did it: a person by e-mail, and the key that was used where it was one. */
export function whoWords(actor: string): string {
  const [, person, key] = /^(\S+) \((.*)\)$/.exec(actor) ?? [];
  if (person === undefined || key === undefined) return actor;
  return person.includes('@') ? `${person}, by key ${key}` : `key ${key}`;
}

/** The person who answers for it. */
const personIn = (actor: string): string => actor.split(' (', 1)[0] ?? actor;

/** Who would release it; of a client where `clientId` is not null. */
interface Releaser {
  readonly email: string;
  readonly clientId: string | null;
  readonly whyNot: (scope: 'risk:halt') => string;
}

/** Why somebody may not release a halt; empty where they may. The server decides. */
export function whyNoRelease(
  { actor, client_id: clientId }: { readonly actor: string | null; readonly client_id: string | null },
  viewer: Releaser,
): string {
  const role = viewer.whyNot('risk:halt');
  if (role !== '') return role;
  if (actor !== null && personIn(actor) === viewer.email) return 'You placed it: another person has to release it.';
  const isOthers = viewer.clientId !== null && viewer.clientId !== clientId;
  return isOthers ? 'It is not of your client alone: the firm releases it.' : '';
}

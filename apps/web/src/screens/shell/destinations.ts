import type { Role, Scope } from '@fairlead/contracts/access';

/** What people come for, in the order of the navigation. A group without a screen is not shown. */
const GROUPS = ['Watch', 'Trade', 'Govern', 'Report', 'Run'] as const;
type Group = (typeof GROUPS)[number];

/** A screen that one can go to. */
export interface Destination {
  readonly href: string;
  readonly label: string;
  /** Goes there after `g`. */
  readonly key: string;
  readonly group: Group;
  /** Whoever does not have it is not led there. */
  readonly scope: Scope;
}

/** The screens that work. Others join this list when they do, and not before. */
const DESTINATIONS: readonly Destination[] = [
  { href: '/live', label: 'Live', key: 'l', group: 'Watch', scope: 'orders:read' },
  { href: '/decisions', label: 'Decisions', key: 'd', group: 'Watch', scope: 'orders:read' },
  { href: '/venues', label: 'Venues', key: 'v', group: 'Watch', scope: 'orders:read' },
  { href: '/quality', label: 'Quality', key: 'q', group: 'Watch', scope: 'orders:read' },
  { href: '/orders', label: 'Orders', key: 'o', group: 'Trade', scope: 'orders:read' },
  { href: '/risk', label: 'Risk', key: 'r', group: 'Govern', scope: 'orders:read' },
  { href: '/rules', label: 'Rules', key: 'u', group: 'Govern', scope: 'audit:read' },
  { href: '/reports', label: 'Reports', key: 'e', group: 'Report', scope: 'reports:read' },
  { href: '/jobs', label: 'Jobs', key: 'j', group: 'Run', scope: 'jobs:read' },
];

type Can = (scope: Scope) => boolean;

/** The screens that somebody may see, in the order of the navigation. */
export function destinationsFor(can: Can): readonly Destination[] {
  return groupsFor(can).flatMap(({ destinations }) => destinations);
}

/** The same by groups; none without a screen. */
export function groupsFor(can: Can): readonly { group: Group; destinations: readonly Destination[] }[] {
  return GROUPS.map((group) => ({
    group,
    destinations: DESTINATIONS.filter((each) => each.group === group && can(each.scope)),
  })).filter(({ destinations }) => destinations.length > 0);
}

/** Where each role begins: with what happens, or with why it happened. */
const START: Readonly<Record<Role, string>> = {
  TRADER: '/live',
  COMPLIANCE: '/decisions',
  OPERATIONS: '/live',
  AUDITOR: '/decisions',
  ADMIN: '/live',
};

/** Where somebody of a role begins. */
export function startOf(role: Role): string {
  return START[role];
}

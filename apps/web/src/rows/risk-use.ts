import type { RiskExposure, RiskLimitRow, RiskLimits } from '@fairlead/contracts/risk';

/** What is bounded over many orders: the field of a limit, and where its use stands. */
export const STANDING_BOUNDS = [
  { field: 'max_gross_exposure', use: 'gross' },
  { field: 'max_net_exposure', use: 'net' },
  { field: 'credit', use: 'credit' },
  { field: 'max_orders_per_second', use: 'orders_per_second' },
] as const;
export type StandingBound = (typeof STANDING_BOUNDS)[number]['field'];

/** One limit with what stands of it, as exact texts in the unit of its bound. */
export interface UseRow {
  readonly key: string;
  /** Null is the firm. */
  readonly client_id: string | null;
  readonly bound: StandingBound;
  readonly use: string;
  readonly limit: string | null;
  /** Of the limit; null where there is none. */
  readonly share: number | null;
  /** The version that says it. */
  readonly set_in: string;
}

/** All limits over many orders with their use, the tightest first; what has no limit comes last. */
export function rowsOfUse(exposure: RiskExposure, limits: RiskLimits): UseRow[] {
  const subjects = [
    { client_id: null, ...exposure.firm },
    ...exposure.clients.map((client) => ({ ...client, client_id: client.client_id })),
  ];
  return subjects
    .flatMap((subject) =>
      STANDING_BOUNDS.map(({ field, use: name }): UseRow => {
        const use = String(subject[name].use);
        const limit = subject[name].limit === null ? null : String(subject[name].limit);
        return {
          key: `${subject.client_id ?? ''} ${field}`,
          client_id: subject.client_id,
          bound: field,
          use,
          limit,
          // Of credit nothing is used by whoever has sold more than bought.
          share: shareOf(field === 'credit' && use.startsWith('-') ? '0' : use, limit),
          set_in: setIn(limits, subject.client_id, field),
        };
      }),
    )
    .sort((a, b) => percentOf(b) - percentOf(a));
}

/** Whole percents, so that rows do not change places with every order that comes. */
const percentOf = ({ share }: UseRow): number => (share === null ? -1 : Math.round(share * 100));

/** How much of a limit is used, either way; more than all of it where nothing may be and something is. */
export function shareOf(use: string, limit: string | null): number | null {
  if (limit === null) return null;
  const [used, most] = [Math.abs(Number(use)), Number(limit)];
  if (most === 0) return used === 0 ? 0 : 2;
  return used / most;
}

/** The version that says what holds: the one in force where it sets it, for the client or for every one; else the default. */
function setIn({ in_force: inForce }: RiskLimits, clientId: string | null, field: StandingBound): string {
  const isMeant = (row: RiskLimitRow) =>
    clientId === null ? row.scope === 'FIRM' : row.scope === 'CLIENT' && (row.client_id ?? clientId) === clientId;
  return inForce.limits.some((row) => isMeant(row) && row[field] !== null) ? inForce.name : 'DEFAULT';
}

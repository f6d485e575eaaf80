import type pg from 'pg';
import { inTransaction } from '../transaction.ts';

/** Somebody who gives an e-mail and a password, from an address. */
export interface SignInTry {
  readonly email: string;
  readonly address: string;
}

/** `OPEN`: the password may be looked at, and the try is counted. `CLOSED`: too many were wrong; how long to wait. */
export type SignInGate =
  | { readonly kind: 'OPEN'; readonly subjects: readonly string[] }
  | { readonly kind: 'CLOSED'; readonly retryAfterSeconds: number };

interface Limit {
  readonly subject: string;
  /** Wrong tries that cost no wait; each further one doubles it. */
  readonly free: number;
}

const FREE_OF_ACCOUNT = 5;
/** More than of an account: people who share an address are not to stand in each other's way. */
const FREE_OF_ADDRESS = 30;
const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 300;
const FORGET_AFTER = "interval '1 hour'";
const ADDRESS_KNOWN_FOR = "interval '30 days'";

/**
 * Bounds how often passwords are tried: by account and by address, each wait twice the one before and five minutes at most, never for good.
 * An account at an address that it was signed in from before is counted on its own, so that nobody elsewhere can keep its owner out there.
 * Kept in the database: a restart forgets nothing, and consoles beside each other count together.
 */
export class SignInRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Counts a try before its password is looked at, so that many at the same time are not more than one after the other. */
  begin(attempt: SignInTry): Promise<SignInGate> {
    return inTransaction(this.#pool, async (client) => {
      await client.query(
        `delete from sign_in_limits where subject in (
           select subject from sign_in_limits where forget_at <= now() for update skip locked)`,
      );
      const limits = await limitsOf(client, attempt);
      for (const limit of limits) {
        const waitSeconds = await take(client, limit);
        if (waitSeconds === 0) continue;
        for (const taken of limits.slice(0, limits.indexOf(limit))) await giveBack(client, taken.subject);
        return { kind: 'CLOSED', retryAfterSeconds: waitSeconds };
      }
      return { kind: 'OPEN', subjects: limits.map(({ subject }) => subject) };
    });
  }

  /** The password was right: the account begins anew, its address had no wrong try, and is one that the account is known at. */
  succeed({ email, address }: SignInTry, subjects: readonly string[]): Promise<void> {
    return inTransaction(this.#pool, async (client) => {
      for (const subject of subjects)
        if (subject === addressSubject(address)) await giveBack(client, subject);
        else await client.query('delete from sign_in_limits where subject = $1', [subject]);
      await client.query(
        `insert into sign_in_addresses (user_id, address, last_at) select id, $2, now() from users where email = $1
         on conflict (user_id, address) do update set last_at = excluded.last_at`,
        [email, address],
      );
      await client.query(`delete from sign_in_addresses where last_at < now() - ${ADDRESS_KNOWN_FOR}`);
    });
  }

  /** The password was not looked at after all. */
  giveBack(subjects: readonly string[]): Promise<void> {
    return inTransaction(this.#pool, async (client) => {
      for (const subject of subjects) await giveBack(client, subject);
    });
  }
}

async function limitsOf(client: pg.PoolClient, { email, address }: SignInTry): Promise<Limit[]> {
  const known = await client.query(
    `select 1 from sign_in_addresses a join users u on u.id = a.user_id
     where u.email = $1 and a.address = $2 and a.last_at > now() - ${ADDRESS_KNOWN_FOR}`,
    [email, address],
  );
  if (known.rowCount === 1) return [{ subject: `account ${email} at ${address}`, free: FREE_OF_ACCOUNT }];
  return [
    { subject: `account ${email}`, free: FREE_OF_ACCOUNT },
    { subject: addressSubject(address), free: FREE_OF_ADDRESS },
  ];
}

function addressSubject(address: string): string {
  return `address ${address}`;
}

/** Counts one try; gives the whole seconds to wait where it is not to be looked at, and then counts nothing. */
async function take(client: pg.PoolClient, { subject, free }: Limit): Promise<number> {
  const wait = `least(${LONGEST_WAIT_SECONDS}, ${FIRST_WAIT_SECONDS} * power(2, least(l.failures + 1 - $2::int, 20)))`;
  const taken = await client.query(
    `insert into sign_in_limits as l (subject, failures, blocked_until, forget_at) values ($1, 1, now(), now() + ${FORGET_AFTER})
     on conflict (subject) do update set failures = l.failures + 1, forget_at = excluded.forget_at,
       blocked_until = case when l.failures + 1 < $2::int then now() else now() + make_interval(secs => ${wait}) end
     where l.blocked_until <= now()`,
    [subject, free],
  );
  if (taken.rowCount === 1) return 0;
  const found = await client.query<{ seconds: number }>(
    'select ceil(extract(epoch from blocked_until - now()))::int as seconds from sign_in_limits where subject = $1',
    [subject],
  );
  return Math.max(1, found.rows[0]?.seconds ?? 1);
}

async function giveBack(client: pg.PoolClient, subject: string): Promise<void> {
  await client.query(
    'update sign_in_limits set failures = greatest(0, failures - 1), blocked_until = now() where subject = $1',
    [subject],
  );
}

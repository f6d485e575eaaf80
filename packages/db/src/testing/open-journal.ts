import pg from 'pg';
import { createJournal, type JournalOptions } from '../journal/journal.ts';
import { type Lease, takeLease } from '../journal/shard-lease.ts';

/** Takes the lease of shard 0 over a connection of its own. */
export async function leaseOf(databaseUrl: string): Promise<Lease> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await takeLease(client, 0);
  } finally {
    await client.end();
  }
}

/** The journal of shard 0, as a router opens it: the lease is taken first. */
export async function openJournal(databaseUrl: string, options: Omit<JournalOptions, 'databaseUrl' | 'lease'> = {}) {
  return createJournal({ databaseUrl, lease: await leaseOf(databaseUrl), ...options });
}

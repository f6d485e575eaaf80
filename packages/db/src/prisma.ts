import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export type { PrismaClient } from './generated/client.ts';

/**
 * Prisma on a database, for the console and its login (better-auth's Prisma adapter). The caller disconnects it.
 * The router does without: its reads and writes are plain SQL, in the repositories and the journal.
 */
export function createPrisma(databaseUrl: string): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl }) });
}

import 'server-only';
import { createPool } from '@fairlead/db/pool';
import { createPrisma } from '@fairlead/db/prisma';
import { env } from '@/env';
import { processWide } from './process-wide';

const CONNECTIONS_MAX = 8;

/** What the login is kept in, through its library's own adapter. */
export const loginDatabase = processWide('login-database', () => createPrisma(env().DATABASE_URL));

/** What the repositories read through. */
export const database = processWide('database', () =>
  createPool(env().DATABASE_URL, {
    max: CONNECTIONS_MAX,
    onError: (error) => console.error(`database: ${error.message}`),
  }),
);

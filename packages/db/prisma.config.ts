import { defineConfig } from 'prisma/config';

/** For those who run Prisma's own commands, e.g. `prisma migrate deploy` on a server of theirs; Fairlead itself needs none of it. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});

import pg from 'pg';

/** Connections with the rights of the database's owner. Those that are still closing when their database is dropped say so, which concerns nobody. */
export function ownerPool(databaseUrl: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max });
  pool.on('error', () => {});
  return pool;
}

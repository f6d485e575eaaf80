declare module '@fairlead/db/embedded-postgres' {
  export function startEmbeddedPostgres(wish: {
    dataDir: string;
    port: number;
  }): Promise<{ url: string; stop(): Promise<void> }>;
}
declare module '@fairlead/db/migrate' {
  export function migrate(databaseUrl: string): Promise<{ applied: string[] }>;
}
declare module '@fairlead/db/seed' {
  export function seed(wish: { databaseUrl: string; credentialsPath: string }): Promise<void>;
}

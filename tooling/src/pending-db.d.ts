declare module '@fairlead/db/seed' {
  export function seed(wish: { databaseUrl: string; credentialsPath: string }): Promise<void>;
}

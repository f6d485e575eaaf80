/** Where the keeper of the embedded database says that its server is. */
export interface PostgresAddress {
  /** With its password. */
  readonly url: string;
  /** Where the data really is. */
  readonly dataDir: string;
}

/** Reads what the keeper (`postgres.ts`) has said over its channel. Throws where it is something else. */
export function readAddress(message: unknown): PostgresAddress {
  if (typeof message === 'object' && message !== null && 'url' in message && 'dataDir' in message) {
    const { url, dataDir } = message;
    if (typeof url === 'string' && typeof dataDir === 'string') return { url, dataDir };
  }
  throw new Error(`postgres said something unexpected: ${JSON.stringify(message)}`);
}

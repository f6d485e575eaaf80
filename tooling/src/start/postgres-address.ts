/** Where the keeper of the embedded database says that its server is. */
export interface PostgresAddress {
  /** With its password. */
  readonly url: string;
  /** Where the data really is. */
  readonly dataDir: string;
  readonly serverPid: number;
}

/** Reads what the keeper (`postgres.ts`) has said over its channel. Throws where it is something else. */
export function readAddress(message: unknown): PostgresAddress {
  if (typeof message === 'object' && message !== null && 'url' in message && 'dataDir' in message) {
    const { url, dataDir } = message;
    const serverPid = 'serverPid' in message ? message.serverPid : undefined;
    if (typeof url === 'string' && typeof dataDir === 'string' && typeof serverPid === 'number')
      return { url, dataDir, serverPid };
  }
  throw new Error(`postgres said something unexpected: ${JSON.stringify(message)}`);
}

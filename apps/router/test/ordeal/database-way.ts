import { severingProxy } from '@fairlead/db/testing/severing-proxy';
import { freePort } from '@fairlead/db/testing/test-server';

/** The router's way to its database, which can be cut. */
export class DatabaseWay implements AsyncDisposable {
  #proxy: ReturnType<typeof severingProxy> | null = null;

  async lead(databaseUrl: string): Promise<string> {
    this.#proxy = severingProxy(databaseUrl, await freePort());
    await this.#proxy.open();
    return this.#proxy.url;
  }

  get proxy(): ReturnType<typeof severingProxy> {
    if (this.#proxy === null) throw new Error('no way leads to a database yet');
    return this.#proxy;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#proxy?.[Symbol.asyncDispose]();
  }
}

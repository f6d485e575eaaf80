import 'server-only';
import { type ViewedRepositories, viewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import { database } from './database';
import type { Viewer } from './session';

/** What this viewer may read of clients: a client's user its own, the firm's people everybody's. The only way to orders and decisions. */
export function readsOf({ clientId }: Viewer): ViewedRepositories {
  return viewedRepositories(database(), clientId);
}

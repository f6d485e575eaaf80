import 'server-only';
import { type ViewedRepositories, viewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import { ViewedCoveredOrders } from '@fairlead/db/rule605/viewed-covered-orders';
import { database } from './database';
import type { Viewer } from './session';

/** Everything of clients that one viewer may read. */
export interface Reads extends ViewedRepositories {
  readonly covered: ViewedCoveredOrders;
}

/** What this viewer may read of clients: a client's user its own, the firm's people everybody's. The only way to orders and decisions. */
export function readsOf({ clientId }: Viewer): Reads {
  return { ...viewedRepositories(database(), clientId), covered: new ViewedCoveredOrders(database(), clientId) };
}

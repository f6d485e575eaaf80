import type { StreamData } from '../ports.ts';

/** What an alert is about. */
type AlertSubject = Pick<StreamData<'ALERT'>, 'client_id' | 'order_pk' | 'order_id' | 'venue_id'>;

/** An alert about the installation itself: no client's, so that the firm's people alone are told. */
export const ABOUT_NO_ORDER = {
  client_id: null,
  order_pk: null,
  order_id: null,
  venue_id: null,
} satisfies AlertSubject;

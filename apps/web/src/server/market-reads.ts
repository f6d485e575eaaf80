import 'server-only';
import { CalendarRepository } from '@fairlead/db/repositories/calendar-repository';
import { CatalogueRepository } from '@fairlead/db/repositories/catalogue-repository';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { PeerRepository } from '@fairlead/db/repositories/peer-repository';
import { VenueRecordsRepository } from '@fairlead/db/repositories/venue-records-repository';
import { database } from './database';
import { processWide } from './process-wide';

/* What belongs to the market, or was published, and to no client: it is the same for everybody. */

export const calendar = processWide('calendar', () => new CalendarRepository(database()));
export const catalogue = processWide('catalogue', () => new CatalogueRepository(database()));
export const marketHistory = processWide('market-history', () => new MarketHistoryRepository(database()));
export const peers = processWide('peers', () => new PeerRepository(database()));
export const venueRecords = processWide('venue-records', () => new VenueRecordsRepository(database()));

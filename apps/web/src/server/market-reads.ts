import 'server-only';
import { CalendarRepository } from '@fairlead/db/repositories/calendar-repository';
import { CatalogueRepository } from '@fairlead/db/repositories/catalogue-repository';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { VenueRecordsRepository } from '@fairlead/db/repositories/venue-records-repository';
import { database } from './database';
import { processWide } from './process-wide';

/* What belongs to the market and to no client, and is the same for everybody. */

export const calendar = processWide('calendar', () => new CalendarRepository(database()));
export const catalogue = processWide('catalogue', () => new CatalogueRepository(database()));
export const marketHistory = processWide('market-history', () => new MarketHistoryRepository(database()));
export const venueRecords = processWide('venue-records', () => new VenueRecordsRepository(database()));

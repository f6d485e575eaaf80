import type { QualityPeriod, QualityRecords } from '@/lists/quality-url';

export const PERIOD_NAMES: Readonly<Record<QualityPeriod, string>> = {
  '1d': 'Today',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  quarter: 'This quarter',
  'last-quarter': 'Last quarter',
  days: 'Days…',
};

export const RECORDS_NAMES: Readonly<Record<QualityRecords, string>> = {
  OWN: 'Routed and imported',
  ROUTED: 'Routed here',
  IMPORTED: 'Imported',
  LOOK_THROUGH: 'Routed by another firm',
};

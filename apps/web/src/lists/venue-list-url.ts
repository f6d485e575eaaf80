import { assetClass, venueType } from '@fairlead/contracts/enums';
import { parseAsBoolean, parseAsStringLiteral } from 'nuqs/server';
import { parseAsShortText } from './list-url';

/** Those that are not as they should be, or whose circuit is not simply closed. */
const SHOWN = ['UNWELL', 'CIRCUIT'] as const;

/** Which venues are listed, in the address. */
export const VENUE_FILTER_PARSERS = {
  q: parseAsShortText(100),
  show: parseAsStringLiteral(SHOWN),
  kind: parseAsStringLiteral(venueType.options),
  assets: parseAsStringLiteral(assetClass.options),
};

/** Whether their quality is shown, and in which instrument. */
export const VENUE_QUALITY_PARSERS = { quality: parseAsBoolean.withDefault(false), symbol: parseAsShortText(20) };

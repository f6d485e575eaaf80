import 'server-only';
import { tickAt } from '@fairlead/core/instrument/tick';
import { formatScaled, powerOfTen } from '@fairlead/core/money/scaled';
import { price } from '@fairlead/core/money/units';
import { CatalogueRepository } from '@fairlead/db/repositories/catalogue-repository';
import { type InstrumentForm, priceFormOf } from '@/rows/instrument-form';
import { database } from '../database';
import { processWide } from '../process-wide';

const repository = processWide('catalogue', () => new CatalogueRepository(database()));

/** Every instrument with how its prices are written: by its tick at one unit of currency. */
export async function listInstrumentForms(): Promise<InstrumentForm[]> {
  const instruments = await repository().instruments(new Date().toISOString().slice(0, 10));
  return instruments.map((instrument) => {
    const { instrumentId, currency, priceDecimals } = instrument;
    const tick = tickAt(instrument, price(powerOfTen(priceDecimals)));
    return {
      instrument_id: instrumentId,
      currency,
      price: priceFormOf(formatScaled(tick, priceDecimals), priceDecimals),
    };
  });
}

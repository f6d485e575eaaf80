import 'server-only';
import { tickAt } from '@fairlead/core/instrument/tick';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { formatScaled, powerOfTen } from '@fairlead/core/money/scaled';
import { price } from '@fairlead/core/money/units';
import { RuleCalendar } from '@fairlead/core/rule-calendar/rule-calendar';
import { type InstrumentForm, priceFormOf } from '@/rows/instrument-form';
import { calendar, catalogue } from '../market-reads';

const US_PER_MS = 1_000;

/** Every instrument with how its prices are written: by its tick at one unit of currency. */
export async function listInstrumentForms(): Promise<InstrumentForm[]> {
  const rules = new RuleCalendar(await calendar().marketRules(), 'console');
  const today = dateOfDay(newYorkDay(Date.now() * US_PER_MS));
  const instruments = await catalogue().instruments(today, rules);
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

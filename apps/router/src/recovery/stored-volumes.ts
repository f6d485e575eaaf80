import { ASSET_CLASSES } from '@fairlead/core/instrument/instrument';
import type { FeeVolumeMonth } from '@fairlead/core/instrument/market-rules';
import { feeMonthsAt } from '@fairlead/core/monthly-fees/fee-months';
import type { TradedVolume } from '@fairlead/core/monthly-fees/traded-volume';
import type { Market } from '../market-data/market.ts';

type ReadVolumes = (fromUs: number, toUs: number) => Promise<readonly (TradedVolume & { readonly venueId: string })[]>;

/** Brings back what the firm traded in the two months that fee tiers go by; time in microseconds since 1970. */
export async function restoreVolumes(market: Market, nowUs: number, read: ReadVolumes): Promise<void> {
  for (const assetClass of ASSET_CLASSES) {
    const { priorFromUs, runningFromUs, endsUs } = feeMonthsAt(assetClass, nowUs);
    const restore = async (month: FeeVolumeMonth, fromUs: number, toUs: number) => {
      for (const volume of await read(fromUs, toUs))
        if (market.health(volume.venueId)?.venue.assetClass === assetClass)
          market.restoreVolume(volume.venueId, volume, month);
    };
    await restore('PRIOR', priorFromUs, runningFromUs);
    await restore('RUNNING', runningFromUs, endsUs);
  }
}

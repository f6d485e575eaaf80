'use client';

import { Button } from '@fairlead/ui/button';
import { useElementWidth } from '@fairlead/ui/element-width';
import { Section } from '@fairlead/ui/page';
import { EmptyState, ErrorState } from '@fairlead/ui/region-state';
import { useMemo, useRef } from 'react';
import type { PriceForm } from '@/rows/instrument-form';
import type { FillDetail, OrderDetail } from '@/rows/order-detail';
import { framed, lifeOf, type OrderMarket } from '@/rows/order-market';
import { formatSpan } from '@/words/figures';
import type { NameOf } from '@/words/venue-words';
import { chosenFills } from './chosen-fills';
import { FillMapPicture } from './fill-map-picture';
import { FILL_MAP_HEIGHT, type FillMapScene, sceneOf } from './fill-map-scene';
import { MapKey } from './map-key';
import type { Chosen } from './use-chosen';

interface FillMapProps {
  readonly detail: OrderDetail;
  /** Undefined until it is here. */
  readonly market: OrderMarket | undefined;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
  readonly price: PriceForm;
  readonly nameOf: NameOf;
  /** What is looked at: its fills stand out. */
  readonly chosen: Chosen;
}

const WIDTH_BEFORE_KNOWN = 1_000;

/** The best bid and offer as a line through the order's life, with each fill at its time and price, the mid at arrival and the limit. */
export function FillMap({ detail, market, failure, onRetry, chosen, ...looks }: FillMapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(240, (useElementWidth(frame) ?? WIDTH_BEFORE_KNOWN) - 32);
  const scene = useMemo(() => sceneOf({ detail, market, life: lifeIn(detail) }, width), [detail, market, width]);
  const { wave, childId } = chosen;
  const standsOut = useMemo(() => new Set(chosenFills(detail, { wave, childId })), [detail, wave, childId]);
  return (
    <Section title="Fills against the market" note={noteOf(market)}>
      <div ref={frame} className="px-4 pt-1">
        <MapKey scene={scene} />
        <div style={{ height: FILL_MAP_HEIGHT }}>
          <Inside scene={scene} standsOut={standsOut} {...{ detail, failure, onRetry }} {...looks} />
        </div>
        {scene !== null && market === undefined && failure !== undefined && (
          <p role="alert" className="flex items-center gap-2 text-xs text-stopped">
            The market could not be loaded: {failure}
            <Button size="sm" onClick={onRetry}>
              Try again
            </Button>
          </p>
        )}
      </div>
    </Section>
  );
}

interface InsideProps extends Omit<FillMapProps, 'market' | 'chosen'> {
  readonly scene: FillMapScene | null;
  readonly standsOut: ReadonlySet<FillDetail>;
}

function Inside({ scene, detail, failure, onRetry, ...looks }: InsideProps) {
  if (scene === null && failure !== undefined)
    return (
      <ErrorState title="The market could not be loaded" onRetry={onRetry}>
        {failure}
      </ErrorState>
    );
  if (scene === null)
    return (
      <EmptyState title="No market and no fill">
        No market was recorded in the life of this order, and nothing of it was filled.
      </EmptyState>
    );
  return <FillMapPicture scene={scene} detail={detail} {...looks} />;
}

/** Until the market is here, the life that the order's own times tell. */
function lifeIn({ order, fills }: OrderDetail) {
  return framed(lifeOf(order, fills.at(-1)?.at_ms ?? null, order.updated_at_ms));
}

function noteOf(market: OrderMarket | undefined): string {
  if (market === undefined) return 'from receipt to the end';
  if (market.every_ms === null) return 'from receipt to the end, the market as it changed';
  return `from receipt to the end; of this long a life the market is looked at every ${formatSpan(market.every_ms)}`;
}

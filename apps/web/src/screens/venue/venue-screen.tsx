'use client';

import { Page } from '@fairlead/ui/page';
import { createSerializer } from 'nuqs';
import { DECISION_FILTER_PARSERS } from '@/lists/decision-list-url';
import { ORDER_FILTER_PARSERS } from '@/lists/order-list-url';
import { useViewer } from '@/viewer/viewer-context';
import { ASSET_CLASS_NAMES, VENUE_TYPE_NAMES } from '@/words/venue-condition';
import { LinkButton } from '../link-button';
import { useNow } from '../shell/use-now';
import { CircuitHistory } from './circuit-history';
import { DaysCharts } from './days-charts';
import { FeesSection } from './fees-section';
import { InstrumentsMap } from './instruments-map';
import { QualityStrip } from './quality-strip';
import { Standing } from './standing';
import { TermsSection } from './terms-section';
import { TrafficSection } from './traffic-section';
import { useVenue } from './use-venue';
import { VenueActs } from './venue-acts';

const toDecisions = createSerializer(DECISION_FILTER_PARSERS);
const toOrders = createSerializer(ORDER_FILTER_PARSERS);

/** One venue: how it stands and what can be done about it, how good it is, what it did, how its circuit went, what it charges and what is agreed. */
export function VenueScreen({ venueId }: { venueId: string }) {
  const { detail, venue, isKnown, quality, working } = useVenue(venueId);
  const { clientId } = useViewer();
  const nowMs = useNow();
  const { data } = quality;
  const lead = [venueId, VENUE_TYPE_NAMES[detail.venue_type], ASSET_CLASS_NAMES[detail.asset_class]].join(' · ');
  return (
    <Page
      title={detail.venue_name}
      lead={lead}
      actions={
        <>
          <LinkButton href={toOrders('/orders', { venue: venueId })}>Orders sent there</LinkButton>
          <LinkButton href={toDecisions('/decisions', { venue: venueId })}>Decisions</LinkButton>
          <VenueActs venue={venue} isKnown={isKnown} />
        </>
      }
    >
      <Standing venue={venue} isKnown={isKnown} nowMs={nowMs} />
      <QualityStrip overall={data?.overall ?? null} working={working} />
      <TrafficSection
        venueId={venueId}
        isOneClient={clientId !== null}
        beside={<CircuitHistory events={detail.circuit_events} />}
      />
      <div className="border-t border-line pt-1">
        <InstrumentsMap
          overall={data?.overall ?? null}
          instruments={data?.instruments ?? []}
          loading={quality.isPending}
          failure={data === undefined ? quality.error?.message : undefined}
          onRetry={() => void quality.refetch()}
        />
      </div>
      <DaysCharts venueId={venueId} />
      <div className="border-t border-line pt-1">
        <FeesSection venue={detail} />
      </div>
      <div className="border-t border-line pt-1 pb-4">
        <TermsSection venue={detail} says={isKnown ? venue?.capabilities : undefined} nowMs={nowMs} />
      </div>
    </Page>
  );
}

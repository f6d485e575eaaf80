'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { useState } from 'react';
import type { VenueRow } from '@/rows/venue-row';
import { useViewer } from '@/viewer/viewer-context';
import { VENUE_ACT_TEXTS, VENUE_ACTS, type VenueAct, whyNoVenueAct } from '@/words/venue-act-words';
import { ActOnVenue } from '../act/act-on-venue';

/** What can be done with a venue, each shown with why not where it cannot. */
export function VenueActs({ venue, isKnown }: { venue: VenueRow | null; isKnown: boolean }) {
  const viewer = useViewer();
  const [asked, setAsked] = useState<VenueAct | null>(null);
  return (
    <>
      {VENUE_ACTS.map((act) => (
        <ActButton
          key={act}
          size="sm"
          whyNot={whyNoVenueAct(act, isKnown ? venue : null, viewer)}
          onClick={() => setAsked(act)}
        >
          {VENUE_ACT_TEXTS[act].button}
        </ActButton>
      ))}
      {asked !== null && venue !== null && <ActOnVenue act={asked} venue={venue} onClose={() => setAsked(null)} />}
    </>
  );
}

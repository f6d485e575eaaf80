'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ActInput, ActOutcome } from '@/rows/act-outcome';
import type { VenueRow } from '@/rows/venue-row';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { VENUE_ACT_TEXTS, type VenueAct, venueActWords, whyNoVenueAct } from '@/words/venue-act-words';
import { useVenueNames } from '../venue-names';
import { ActOf } from './act-of';
import { EffectLines } from './effect-lines';
import { useAct } from './use-act';

interface ActOnVenueProps {
  readonly act: VenueAct;
  readonly venue: VenueRow;
  readonly onClose: () => void;
}

const UNWRITTEN = {
  title: 'It holds, and is not written down yet',
  says: 'It holds from now on; a router that is started anew before it is written has forgotten it.',
};

/** The question before a venue is taken out or in: what is there and was lately, where that would go, and why. */
export function ActOnVenue({ act, venue, onClose }: ActOnVenueProps) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const nameOf = useVenueNames();
  const { pending, outcome, ask, again } = useVenueAct(act, venue.venue_id);
  const texts = VENUE_ACT_TEXTS[act];
  // What it was when it was asked decides: done, it is done already.
  const whyNot = outcome === null && !pending ? whyNoVenueAct(act, venue, viewer) : '';
  const effect = useQuery({
    ...trpc.venues.effect.queryOptions({ venue_id: venue.venue_id }),
    staleTime: 0,
    gcTime: 0,
    enabled: whyNot === '' && outcome === null && !pending,
  });
  useReadAnew(outcome);
  return (
    <ActOf
      title={texts.title(nameOf(venue.venue_id))}
      description={texts.description}
      effect={
        <EffectLines
          room={5}
          waiting="Looking what is there…"
          lines={effect.data && venueActWords(act, venue, { effect: effect.data, nameOf })}
          failure={
            effect.error === null
              ? undefined
              : `What is there now cannot be read: ${effect.error.message} It can be asked for all the same.`
          }
        />
      }
      confirm={texts.confirm}
      keep={texts.keep}
      act={{ pending, outcome, ask, again }}
      names={{ ...texts, unwritten: UNWRITTEN }}
      whyNot={whyNot}
      onClose={onClose}
    />
  );
}

const ACTIONS = { OPEN: 'open', CLOSE: 'close', RESET: 'reset' } as const;

/** The one call that an act is. */
function useVenueAct(act: VenueAct, venueId: string) {
  const trpc = useTRPC();
  const venue_id = venueId;
  const isOfStatus = act === 'RESTRICT' || act === 'RELEASE';
  const say = useAct(trpc.venues.say.mutationOptions(), (why: ActInput) => ({
    ...{ venue_id, status: act === 'RESTRICT' ? ('RESTRICTED' as const) : ('ACTIVE' as const) },
    ...why,
  }));
  const force = useAct(trpc.venues.force.mutationOptions(), (why: ActInput) => ({
    ...{ venue_id, action: isOfStatus ? ('reset' as const) : ACTIONS[act] },
    ...why,
  }));
  return isOfStatus ? say : force;
}

/** What stands of venues is asked for again once something was done. */
function useReadAnew(outcome: ActOutcome | null): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const isDone = outcome !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is made anew at every drawing and says the same
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: trpc.venues.list.queryKey() });
  }, [isDone, client]);
}

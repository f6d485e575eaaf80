'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { haltConfirm, placeWords } from '@/words/halt-words';
import { haltEffect } from '@/words/notice-words';
import { ActOf } from './act-of';
import { EffectLines } from './effect-lines';
import { HaltFields } from './halt-fields';
import { useAct } from './use-act';
import { useHaltChoice } from './use-halt-choice';

const EFFECT_EVERY_MS = 1_000;
const NAMES = {
  done: 'Halted',
  doneSays:
    'It holds, and is written down. Cancels still pass. Another person releases it, from the banner or from Risk.',
  undone: 'Nothing was halted.',
  unwritten: {
    title: 'Halted, and not written down yet',
    says: 'It holds from now on; a router that is started anew before it is written has forgotten it.',
  },
};

/** The question before trading is halted: what, what that finds at this moment, and why. */
export function PlaceHalt({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const choice = useHaltChoice(viewer.clientId);
  const { scope, named, cancelAll, missing, what } = choice;
  const { pending, outcome, ask, again } = useAct(trpc.halts.place.mutationOptions(), (why) => ({
    ...named,
    cancel_all: cancelAll,
    ...why,
  }));
  const whyNot = viewer.whyNot('risk:halt');
  const effect = useQuery({
    ...trpc.halts.effect.queryOptions(named),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: EFFECT_EVERY_MS,
    enabled: missing === null && whyNot === '' && outcome === null && !pending,
  });
  return (
    <ActOf
      title="Halt trading"
      description="It holds from the moment in which it is asked. Cancels pass all the same."
      choice={<HaltFields choice={choice} ownClient={viewer.clientId} readOnly={pending} />}
      missing={missing}
      effect={
        <EffectLines
          room={5}
          waiting={missing === null ? 'Looking what is open…' : 'What it finds is shown once it is chosen.'}
          lines={missing === null ? effect.data && placeWords(effect.data, scope, cancelAll) : undefined}
          failure={
            effect.error === null
              ? undefined
              : `${haltEffect({ scope })} What is open now cannot be read: ${effect.error.message} The halt can be asked for all the same.`
          }
        />
      }
      confirm={missing === null ? haltConfirm(what, cancelAll) : 'Halt'}
      keep="Do not halt"
      act={{ pending, outcome, ask, again }}
      names={NAMES}
      whyNot={whyNot}
      onClose={onClose}
    />
  );
}

'use client';

import type { HaltInForce } from '@fairlead/contracts/system';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { releaseWords, whoWords, whyNoRelease } from '@/words/halt-words';
import { haltedWhat } from '@/words/notice-words';
import { ActOf } from './act-of';
import { EffectLines } from './effect-lines';
import { useAct } from './use-act';

/** What of a halt names it and says whether one may release it; by whom is null until the router has said so. */
export type ReleasableHalt = Omit<HaltInForce, 'since' | 'actor'> & { readonly actor: string | null };

const EFFECT_EVERY_MS = 1_000;
const NAMES = {
  done: 'Released',
  doneSays: 'It is written down. What waited is routed on, unless another halt stops it.',
  undone: 'The halt still holds.',
  unwritten: {
    title: 'Released, and not written down yet',
    says: 'Trading goes on; a router that is started anew before it is written halts again.',
  },
};

/** The question before a halt is released: whose it is and why, what goes on then, and why. */
export function ReleaseHalt({ halt, onClose }: { halt: ReleasableHalt; onClose: () => void }) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const { halt_id, client_id, venue_id, instrument_id } = halt;
  const { pending, outcome, ask, again } = useAct(trpc.halts.release.mutationOptions(), (why) => ({ halt_id, ...why }));
  const whyNot = whyNoRelease(halt, viewer);
  const effect = useQuery({
    ...trpc.halts.effect.queryOptions({ client_id, venue_id, instrument_id }),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: EFFECT_EVERY_MS,
    enabled: whyNot === '' && outcome === null && !pending,
  });
  const by = halt.actor === null ? '' : ` by ${whoWords(halt.actor)}`;
  return (
    <ActOf
      title={`Release ${haltedWhat(halt)}`}
      description={`Halted${by}: ${halt.reason}`}
      effect={
        <EffectLines
          room={2}
          waiting="Looking what waits…"
          lines={effect.data && releaseWords(effect.data)}
          failure={effect.error === null ? undefined : `What waits for it cannot be read: ${effect.error.message}`}
        />
      }
      confirm="Release the halt"
      keep="Let it hold"
      act={{ pending, outcome, ask, again }}
      names={NAMES}
      whyNot={whyNot}
      onClose={onClose}
    />
  );
}

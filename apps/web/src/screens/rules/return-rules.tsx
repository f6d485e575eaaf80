'use client';

import type { RulesVersion } from '@fairlead/contracts/rules';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { authorWords } from '@/words/author-words';
import { returnWords, whyNoReturn } from '@/words/rules-act-words';
import { ActOf } from '../act/act-of';
import { EffectLines } from '../act/effect-lines';
import { useAgainstInForce } from './use-rules';
import { useRulesAct } from './use-rules-act';

/** The question before a version that was in force is brought back: what it takes the place of, and what it was known to change. */
export function ReturnRules({ version, onClose }: { version: RulesVersion; onClose: () => void }) {
  const trpc = useTRPC();
  const { name, version: number } = version;
  const act = useRulesAct(trpc.rules.rollBack.mutationOptions(), (why) => ({ version: number, ...why }));
  const whyNot = whyNoReturn(version, useViewer());
  const against = useAgainstInForce(version);
  const names = {
    done: 'Brought back into force',
    doneSays: 'Orders are routed by it now. It is an approval anew: you answer for it.',
    undone: 'What was in force stays so.',
  };
  return (
    <ActOf
      title={`Roll back to ${name}`}
      description={`Written by ${authorWords(version)}: ${version.reason}`}
      effect={
        <EffectLines
          room={5}
          waiting="Looking what is in force…"
          lines={against && returnWords(version, against)}
          failure={undefined}
        />
      }
      confirm={`Roll back to ${name}`}
      keep="Leave it retired"
      act={act}
      names={names}
      whyNot={whyNot}
      onClose={onClose}
    />
  );
}

'use client';

import type { RulesVersion } from '@fairlead/contracts/rules';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { authorWords } from '@/words/author-words';
import { endingOf } from '@/words/rules-act-words';
import { ActOf } from '../act/act-of';
import { EffectLines } from '../act/effect-lines';
import { useRulesAct } from './use-rules-act';

/** The question before a version ends: discarded, withdrawn or taken out of force. */
export function EndRules({ version, onClose }: { version: RulesVersion; onClose: () => void }) {
  const trpc = useTRPC();
  const act = useRulesAct(trpc.rules.retire.mutationOptions(), (why) => ({ version: version.version, ...why }));
  const whyNot = useViewer().whyNot('rules:approve');
  const { title, confirm, keep, done, doneSays, lines } = endingOf(version);
  return (
    <ActOf
      title={title}
      description={`Written by ${authorWords(version)}: ${version.reason}`}
      effect={<EffectLines room={2} waiting="" lines={lines} failure={undefined} />}
      confirm={confirm}
      keep={keep}
      act={act}
      names={{ done, doneSays, undone: 'It stands as before.' }}
      whyNot={whyNot}
      onClose={onClose}
    />
  );
}

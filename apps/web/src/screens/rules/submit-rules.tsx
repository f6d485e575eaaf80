'use client';

import type { RulesVersion } from '@fairlead/contracts/rules';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { submissionWords, whyNoSubmission } from '@/words/rules-act-words';
import { ActOf } from '../act/act-of';
import { EffectLines } from '../act/effect-lines';
import { useRulesAct } from './use-rules-act';

/** The question before a draft is submitted for approval. */
export function SubmitRules({ version, onClose }: { version: RulesVersion; onClose: () => void }) {
  const trpc = useTRPC();
  const { version: number, content_hash, name } = version;
  const act = useRulesAct(trpc.rules.submit.mutationOptions(), (why) => ({ version: number, content_hash, ...why }));
  const whyNot = whyNoSubmission(version, useViewer());
  const names = {
    done: 'Submitted',
    doneSays: 'Another person approves it, or ends it with a reason. Changing it takes it back.',
    undone: 'It was not submitted.',
  };
  return (
    <ActOf
      title={`Submit ${name} for approval`}
      description="Another person decides on exactly this content."
      effect={<EffectLines room={5} waiting="" lines={submissionWords(version)} failure={undefined} />}
      confirm={`Submit ${name}`}
      keep="Not yet"
      act={act}
      names={names}
      whyNot={whyNot}
      onClose={onClose}
    />
  );
}

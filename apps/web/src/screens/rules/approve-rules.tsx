'use client';

import type { RulesVersion } from '@fairlead/contracts/rules';
import { useState } from 'react';
import { instantOfEt } from '@/rules/effective-at';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { authorWords } from '@/words/author-words';
import { approvalWords, whyNoApproval } from '@/words/rules-act-words';
import { momentWords } from '@/words/rules-state-words';
import { ActOf } from '../act/act-of';
import { EffectLines } from '../act/effect-lines';
import { useAgainstInForce } from './use-rules';
import { useRulesAct } from './use-rules-act';

/** The question before a version is approved: from when on, what it takes the place of, what it would have changed. */
export function ApproveRules({ version, onClose }: { version: RulesVersion; onClose: () => void }) {
  const trpc = useTRPC();
  const [isLater, setIsLater] = useState(false);
  const [local, setLocal] = useState('');
  const { version: number, content_hash, name } = version;
  const at = isLater ? instantOfEt(local) : null;
  const act = useRulesAct(trpc.rules.approve.mutationOptions(), (why) => ({
    ...{ version: number, content_hash, effective_at: at },
    ...why,
  }));
  const whyNot = whyNoApproval(version, useViewer());
  const against = useAgainstInForce(version);
  const names = {
    done: 'Approved',
    doneSays: at === null ? 'It is in force.' : `It takes effect ${momentWords(at)}.`,
    undone: 'It was not approved.',
  };
  return (
    <ActOf
      title={`Approve ${name}`}
      description={`Written by ${authorWords(version)}: ${version.reason}`}
      choice={<EffectiveFields {...{ isLater, setIsLater, local, setLocal }} readOnly={act.pending} />}
      missing={isLater && at === null ? 'Choose the day and the time, from 03:00 ET on.' : null}
      effect={
        <EffectLines
          room={5}
          waiting="Looking what is in force…"
          lines={against && approvalWords(version, against)}
          failure={undefined}
        />
      }
      confirm={at === null ? `Approve ${name}` : `Approve ${name} from then on`}
      keep="Do not approve"
      act={act}
      names={names}
      whyNot={whyNot}
      onClose={onClose}
    />
  );
}

interface EffectiveFieldsProps {
  readonly isLater: boolean;
  readonly setIsLater: (isLater: boolean) => void;
  readonly local: string;
  readonly setLocal: (local: string) => void;
  readonly readOnly: boolean;
}

/** From when on it is to hold. */
function EffectiveFields({ isLater, setIsLater, local, setLocal, readOnly }: EffectiveFieldsProps) {
  return (
    <fieldset disabled={readOnly} className="flex flex-col gap-1.5 text-sm">
      <legend className="mb-1 text-xs text-muted">From when it holds</legend>
      <label className="flex items-center gap-2">
        <input type="radio" name="effective" checked={!isLater} onChange={() => setIsLater(false)} />
        At once
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-2">
          <input type="radio" name="effective" checked={isLater} onChange={() => setIsLater(true)} />
          At a time
        </label>
        {isLater && (
          <label className="flex items-center gap-1.5">
            <span className="sr-only">Day and time in New York</span>
            <input
              type="datetime-local"
              value={local}
              onChange={(event) => setLocal(event.target.value)}
              className="h-8 rounded-md border border-line-strong bg-bg px-2 text-sm"
            />
            <span className="text-xs text-muted">ET</span>
          </label>
        )}
      </div>
    </fieldset>
  );
}

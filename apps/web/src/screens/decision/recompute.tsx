'use client';

import { Badge } from '@fairlead/ui/badge';
import { Button } from '@fairlead/ui/button';
import { CopyId } from '@fairlead/ui/copy-id';
import { useToast } from '@fairlead/ui/toast';
import { useMutation } from '@tanstack/react-query';
import type { DecisionDetail } from '@/rows/decision-detail';
import { useTRPC } from '@/trpc/client';
import { verdictOf } from '@/words/recompute-words';
import { FileLink } from '../link-button';

/** The decision's fingerprint and those of the parts that its record refers to, and the proof: made again by its own engine, does the same come out? */
export function Recompute({ decision }: { decision: DecisionDetail }) {
  const trpc = useTRPC();
  const say = useToast();
  const { references, versions } = decision.evidence;
  const madeBy = versions.engine;
  const recompute = useMutation(
    trpc.decisions.recompute.mutationOptions({
      onSuccess: (answer) => {
        const { title, tone } = verdictOf(answer, madeBy);
        say({ title, tone, detail: `Engine ${madeBy} made the decision again from its record.` });
      },
    }),
  );
  const { data } = recompute;
  const verdict = data === undefined ? null : verdictOf(data, madeBy);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button onClick={() => recompute.mutate({ decision_id: decision.decision_id })} disabled={recompute.isPending}>
          {recompute.isPending ? 'Recomputing…' : 'Recompute'}
        </Button>
        <FileLink
          href={`/api/decisions/${decision.decision_id}/record`}
          title="The text that the hash is made of, byte for byte"
        >
          The record as it was hashed
        </FileLink>
        <span role="status" className="flex min-h-5 items-center gap-2 text-xs">
          {verdict !== null && (
            <>
              <Badge tone={verdict.tone}>{verdict.title}</Badge>
              <span className="text-muted">{verdict.says}</span>
            </>
          )}
        </span>
      </div>
      {recompute.error !== null && (
        <p role="alert" className="text-xs text-stopped">
          Not recomputed: {recompute.error.message}
        </p>
      )}
      <Hash name="Stored" value={decision.decision_hash} />
      {data?.recomputed_hash != null && <Hash name="Recomputed" value={data.recomputed_hash} />}
      {references !== null && (
        <>
          <Hash name="Catalogue" value={references.catalogue_hash} />
          <Hash name="Beliefs" value={references.belief_hash} />
        </>
      )}
    </div>
  );
}

function Hash({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex items-baseline gap-2 text-2xs">
      <span className="w-20 shrink-0 text-faint">{name}</span>
      <span className="min-w-0">
        <CopyId value={value} shown={64} label={`${name.toLowerCase()} hash`} />
      </span>
    </div>
  );
}

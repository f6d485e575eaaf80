import type { StreamMessage } from '@fairlead/contracts/stream';
import type { Parts } from '@fairlead/router/parts';
import type { Ledger } from './ledger.ts';
import type { Verdict } from './verdict.ts';

/** Reads the stream as a screen does, and holds what it is told against what is durable. */
export function watchStream(hub: Parts['hub'], ledger: Ledger, verdict: Verdict): void {
  hub.open(
    {
      topics: null,
      wants: ({ type }) => type === 'EXECUTION' || type === 'HALT',
      offer: (_seq, json) => {
        const message: StreamMessage = JSON.parse(json);
        const name = nameOf(message);
        const isThere = name === null || ledger.durable.has(name);
        verdict.holds(isThere, 'WHAT_IS_TOLD_IS_DURABLE', () => message);
        return true;
      },
      drop: () => {},
    },
    null,
  );
}

/** What has to be in the journal for a message to be told; null where that is nothing. */
function nameOf(message: StreamMessage): string | null {
  if (message.type === 'EXECUTION') return message.data.execution_id;
  if (message.type === 'HALT')
    return `${message.data.halted ? 'HALT_PLACED' : 'HALT_RELEASED'} ${message.data.halt_id}`;
  return null;
}

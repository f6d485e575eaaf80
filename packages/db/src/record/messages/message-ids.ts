import type { MessageTopic } from '@fairlead/contracts/event-messages';
import type { FoldedEntry } from './folded-entry.ts';
import { messageId } from './message.ts';
import { executionsTold } from './told-execution.ts';

/**
 * The ids of an entry's messages. Those of decisions, booked executions and refusals are numbered through, in this order, as they were when nothing else
 * was told; those of everything else by their topics, so that a new topic changes no id.
 */
export class MessageIds {
  readonly #hash: string;
  readonly #next: { decision: number; trade: number; refusal: number };
  readonly #later = new Map<MessageTopic, number>();

  constructor(folded: FoldedEntry) {
    this.#hash = folded.entry.hash;
    const decisions = folded.events.filter(({ event }) => event.type === 'WAVE_PLANNED').length;
    const trades = folded.events.flatMap((each) => executionsTold(each, folded)).filter(({ type }) => type === 'TRADE');
    this.#next = { decision: 0, trade: decisions, refusal: decisions + trades.length };
  }

  decision(): string {
    return messageId(this.#hash, String(this.#next.decision++));
  }

  trade(): string {
    return messageId(this.#hash, String(this.#next.trade++));
  }

  refusal(): string {
    return messageId(this.#hash, String(this.#next.refusal++));
  }

  later(topic: MessageTopic): string {
    const number = this.#later.get(topic) ?? 0;
    this.#later.set(topic, number + 1);
    return messageId(this.#hash, `${topic}|${number}`);
  }
}

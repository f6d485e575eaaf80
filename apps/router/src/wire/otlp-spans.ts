import type { FinishedSpan, Log, SpanSink, Timers } from '../ports.ts';

/** Where spans go, as the settings of OpenTelemetry say it. */
export interface OtlpSettings {
  /** The base address of the collector; spans go to `v1/traces` below it. */
  readonly endpoint: string;
  /** `name=value` by comma, percent-encoded: mostly a key. */
  readonly headers: string;
  readonly serviceName: string;
  readonly release: string;
  /** Which share of the traces that begin here is kept, 0 to 1. */
  readonly share: number;
}

const SEND_EVERY_MS = 1_000;
const BATCH_MOST = 512;
/** What waits at most: a collector that is away costs no more memory than that. */
const WAITING_MOST = 4_096;
const SEND_MS_MAX = 5_000;
/** Of a trace's id, how many bits say whether it is kept. */
const SHARE_DIGITS = 8;
const KINDS = { INTERNAL: 1, SERVER: 2 } as const;
const ERROR = 2;

/** Sends spans to a collector by OTLP over HTTP, in JSON (https://opentelemetry.io/docs/specs/otlp/). Beside what it tells of: whatever cannot be sent is lost, counted and said. */
export class OtlpSpans implements SpanSink {
  readonly #settings: OtlpSettings;
  readonly #ports: { readonly timers: Timers; readonly log: Log };
  #waiting: FinishedSpan[] = [];
  #lost = 0;
  #isSending = false;
  #isPlanned = false;

  constructor(settings: OtlpSettings, ports: { readonly timers: Timers; readonly log: Log }) {
    this.#settings = settings;
    this.#ports = ports;
  }

  /** The same for a trace wherever it is asked, so that its parts are kept together. */
  keeps(traceId: string): boolean {
    return Number.parseInt(traceId.slice(-SHARE_DIGITS), 16) < this.#settings.share * 16 ** SHARE_DIGITS;
  }

  take(span: FinishedSpan): void {
    if (this.#waiting.length >= WAITING_MOST) this.#lost += 1;
    else this.#waiting.push(span);
    if (this.#isPlanned || this.#isSending) return;
    this.#isPlanned = true;
    this.#ports.timers.after(SEND_EVERY_MS, () => {
      this.#isPlanned = false;
      void this.#send();
    });
  }

  /** Sends what waits, once. */
  async close(): Promise<void> {
    await this.#send();
  }

  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#waiting.length > 0) await this.#post(this.#waiting.splice(0, BATCH_MOST));
      this.#sayLost('were too many for the collector');
    } catch (error) {
      this.#lost += this.#waiting.splice(0).length;
      this.#sayLost(error instanceof Error ? error.message : String(error));
    } finally {
      this.#isSending = false;
    }
  }

  async #post(spans: readonly FinishedSpan[]): Promise<void> {
    const { endpoint, headers } = this.#settings;
    const answer = await fetch(`${endpoint.replace(/\/$/, '')}/v1/traces`, {
      method: 'POST',
      headers: { ...headersIn(headers), 'content-type': 'application/json' },
      body: JSON.stringify(this.#message(spans)),
      signal: AbortSignal.timeout(SEND_MS_MAX),
    }).catch((error: unknown) => {
      this.#lost += spans.length;
      throw error;
    });
    await answer.arrayBuffer();
    if (answer.ok) return;
    this.#lost += spans.length;
    throw new Error(`the collector answered ${answer.status}`);
  }

  #message(spans: readonly FinishedSpan[]): object {
    const { serviceName, release } = this.#settings;
    const resource = { attributes: attributesOf({ 'service.name': serviceName, 'service.version': release }) };
    return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'fairlead' }, spans: spans.map(written) }] }] };
  }

  #sayLost(why: string): void {
    if (this.#lost > 0) this.#ports.log.warn({ spans: this.#lost, why }, 'spans were not sent to the collector');
    this.#lost = 0;
  }
}

function written(span: FinishedSpan): object {
  const { traceId, spanId, parentId, name, kind, startUs, endUs, isError, attributes } = span;
  return {
    traceId,
    spanId,
    ...(parentId === null ? {} : { parentSpanId: parentId }),
    name,
    kind: KINDS[kind],
    // Nanoseconds since 1970 are beyond what a double counts exactly.
    startTimeUnixNano: `${startUs}000`,
    endTimeUnixNano: `${endUs}000`,
    attributes: attributesOf(attributes),
    ...(isError ? { status: { code: ERROR } } : {}),
  };
}

function attributesOf(attributes: FinishedSpan['attributes']): object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }));
}

function headersIn(text: string): Record<string, string> {
  const pairs = text.split(',').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=');
    return name.trim() === '' ? [] : [[name.trim(), decodeURIComponent(value.join('=').trim())] as const];
  });
  return Object.fromEntries(pairs);
}

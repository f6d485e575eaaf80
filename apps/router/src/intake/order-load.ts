import type { Clock } from '../ports.ts';

/** What the load of the router is measured with. */
export interface OrderLoadPorts {
  readonly clock: Clock;
  /** For how long the event loop has worked since the process began, in milliseconds. */
  readonly loopBusyMs: () => number;
  /** How much of the processors it has had, in milliseconds. */
  readonly cpuMs: () => number;
  readonly journal: { state(): { readonly healthy: boolean } };
}

/** How long a new order may have to wait before others are refused, in milliseconds. */
export interface OrderLoadSettings {
  /** In a burst, which passes. */
  readonly waitMsMax: number;
  /** While more comes than can be taken: then whoever is let in waits as long as the bound, and a long one helps nobody. */
  readonly overloadedWaitMsMax: number;
}

/** How often the loop is looked at. */
export const LOOK_AT_LOOP_MS = 20;
/** What an order costs the loop, until it is known. */
const FIRST_COST_MS = 1;
/** Orders after which what was believed of their cost counts half. */
const COST_HALF_LIFE = 200;
const COST_MS = { least: 0.1, most: 5 };
/** What an order costs is learned while the loop works at least this share of the time: at leisure it is mostly busy with other things. */
const BUSY_SHARE = 0.5;
/** So many may be under way however late the loop is: with fewer there is nothing to wait for but what it is doing, and refusing helps nobody. */
const FEW = 32;
/** Whoever has refused within this time has more coming than it can take. */
const OVERLOADED_MS = 1_000;
/** Accepted orders are counted over this time, to know who has sent more than its share. */
const SHARE_MS = 1_000;
const US = 1_000;

/**
 * Whether there is room for one more order, asked before its body is read. What it would wait for is the work that has been accepted and is not answered,
 * at what an order costs the event loop (all its waves and reports, and whatever else the loop does), and how late the loop is already by
 * its own work: where others have the processors, orders wait too, and refusing them helps nobody. A burst may fill a long line; once
 * somebody had to be refused, and for a second after the last one, the line is kept short, so that what is accepted keeps about the time that it has at leisure
 * (a standing line adds its whole length to everybody's time and takes no order more). At half the bound
 * a client that has sent more than its share of the last second is refused, at the bound everybody. Cancels are not asked.
 */
export class OrderLoad {
  readonly #ports: OrderLoadPorts;
  readonly #settings: OrderLoadSettings;
  #underWay = 0;
  #answered = 0;
  #costMs = FIRST_COST_MS;
  #busyMs: number;
  #countedSinceUs: number;
  #nextLookUs: number;
  #lateMs = 0;
  #lookedUs: number;
  #cpuMs: number;
  /** Of the time between the last two looks, how much was this process's. */
  #ownShare = 1;
  #shares = new Map<string, number>();
  #sharesBefore = new Map<string, number>();
  #sharesEndUs = 0;
  #overloadedUntilUs = 0;

  constructor(ports: OrderLoadPorts, settings: OrderLoadSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#busyMs = ports.loopBusyMs();
    this.#cpuMs = ports.cpuMs();
    this.#lookedUs = ports.clock.nowUs();
    this.#countedSinceUs = this.#lookedUs;
    this.#nextLookUs = ports.clock.nowUs() + LOOK_AT_LOOP_MS * US;
  }

  /** How long an order that came now would wait until it is decided, in milliseconds. */
  get waitMs(): number {
    const lateMs = Math.max(this.#lateMs, (this.#ports.clock.nowUs() - this.#nextLookUs) / US);
    return this.#underWay * this.#costMs + lateMs * this.#ownShare;
  }

  /** Lets an order of a client in and gives what is to be called when it is answered, or null where it would wait too long. */
  enter(clientId: string): (() => void) | null {
    this.#turnShares();
    if (this.#isTooLong(1)) {
      this.#overloadedUntilUs = this.#ports.clock.nowUs() + OVERLOADED_MS * US;
      return null;
    }
    if (this.#isTooLong(0.5) && this.#isOverShare(clientId)) return null;
    this.#underWay += 1;
    this.#shares.set(clientId, (this.#shares.get(clientId) ?? 0) + 1);
    let isUnderWay = true;
    return () => {
      if (!isUnderWay) return;
      isUnderWay = false;
      this.#underWay -= 1;
      this.#answered += 1;
    };
  }

  /** Whether there is room for a question that plans and decides nothing: half as much as for an order. It counts for nobody's wait. */
  mayAsk(): boolean {
    return !this.#isTooLong(0.5);
  }

  #isTooLong(share: number): boolean {
    // What waits for a journal that is away is no work; new orders are told so, and known ones answered.
    if (this.#underWay < FEW || !this.#ports.journal.state().healthy) return false;
    return this.waitMs > this.#waitMsMax * share;
  }

  get #waitMsMax(): number {
    const { waitMsMax, overloadedWaitMsMax } = this.#settings;
    return this.#ports.clock.nowUs() < this.#overloadedUntilUs ? Math.min(waitMsMax, overloadedWaitMsMax) : waitMsMax;
  }

  /** Looks how late the loop is, and what its orders have cost it; called every `LOOK_AT_LOOP_MS`. */
  look(): void {
    const nowUs = this.#ports.clock.nowUs();
    this.#lateMs = Math.max(0, (nowUs - this.#nextLookUs) / US);
    this.#nextLookUs = nowUs + LOOK_AT_LOOP_MS * US;
    this.#lookAtShare(nowUs);
    if (this.#answered === 0) return;
    const busyMs = this.#ports.loopBusyMs() - this.#busyMs;
    if (busyMs * US >= BUSY_SHARE * (nowUs - this.#countedSinceUs)) this.#learnCost(busyMs / this.#answered);
    this.#busyMs += busyMs;
    this.#countedSinceUs = nowUs;
    this.#answered = 0;
  }

  #learnCost(measuredMs: number): void {
    const kept = 0.5 ** (this.#answered / COST_HALF_LIFE);
    const costMs = Math.min(COST_MS.most, Math.max(COST_MS.least, measuredMs));
    this.#costMs = kept * this.#costMs + (1 - kept) * costMs;
  }

  #lookAtShare(nowUs: number): void {
    const cpuMs = this.#ports.cpuMs();
    this.#ownShare = Math.min(1, ((cpuMs - this.#cpuMs) * US) / Math.max(1, nowUs - this.#lookedUs));
    this.#cpuMs = cpuMs;
    this.#lookedUs = nowUs;
  }

  /** True where a client has more of the accepted orders of the last second than an equal part, and is not alone. */
  #isOverShare(clientId: string): boolean {
    let all = 0;
    const clients = new Set([...this.#shares.keys(), ...this.#sharesBefore.keys(), clientId]);
    for (const shares of [this.#shares, this.#sharesBefore]) for (const count of shares.values()) all += count;
    const own = (this.#shares.get(clientId) ?? 0) + (this.#sharesBefore.get(clientId) ?? 0);
    return clients.size > 1 && own * clients.size > all;
  }

  #turnShares(): void {
    const nowUs = this.#ports.clock.nowUs();
    if (nowUs < this.#sharesEndUs) return;
    // After a pause nobody has sent anything in the last second.
    const isNext = nowUs < this.#sharesEndUs + SHARE_MS * US;
    this.#sharesBefore = isNext ? this.#shares : new Map();
    this.#shares = new Map();
    this.#sharesEndUs = nowUs + SHARE_MS * US;
  }
}

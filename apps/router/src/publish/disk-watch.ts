import type { Clock, Disk, Log, Publisher } from '../ports.ts';
import { ABOUT_NO_ORDER } from './alert-subject.ts';

/** What a watch over the disk works with. */
export interface DiskWatchPorts {
  /** Null where nobody has said where the data is. */
  readonly disk: Disk | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly publisher: Publisher;
}

/** How the disk is watched. */
export interface DiskSettings {
  /** With less free, the disk is low. */
  readonly lowBelowBytes: number;
  /** False where the database is a server of somebody else's, whose disk is not seen from here. */
  readonly holdsDatabase: boolean;
}

/** The size of the data at a time in microseconds since 1970. */
interface Sample {
  readonly atUs: number;
  readonly bytes: number;
}

/** How often the free space is asked for, and the data measured: the one is a single question, the other goes through every file. */
export const FREE_MS = 1_000;
export const MEASURE_MS = 300_000;
/** A disk that was low has to have so much more than the bound before it is not. */
const ROOM_AGAIN = 1.1;
const GB = 1_000_000_000;
const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
/** A growth over less than this says nothing of a day. */
const GROWTH_US_MIN = HOUR_US / 4;

/** Knows how full the disk is that the data lies on, and how long it will last. Tells people when it gets low, and when there is room again. */
export class DiskWatch {
  readonly #ports: DiskWatchPorts;
  readonly #settings: DiskSettings;
  #freeBytes: number | null = null;
  #samples: readonly Sample[] = [];
  #isLow = false;
  #hasFailed = false;

  constructor(ports: DiskWatchPorts, settings: DiskSettings) {
    this.#ports = ports;
    this.#settings = settings;
  }

  /** Whether so little is free that nothing new should be taken. */
  get isLow(): boolean {
    return this.#isLow;
  }

  /** Null until it is known. */
  get freeBytes(): number | null {
    return this.#freeBytes;
  }

  /** The size of the data when it was last measured; null before. */
  get dataBytes(): number | null {
    return this.#samples.at(-1)?.bytes ?? null;
  }

  /** How many bytes the data grows a day, by the last day or what is known of it; null where that is too little. */
  get growthBytesADay(): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.atUs - first.atUs < GROWTH_US_MIN) return null;
    return ((last.bytes - first.bytes) / (last.atUs - first.atUs)) * DAY_US;
  }

  /** In how many days the disk is low if the data grows on like this; null where that is not known, or it does not grow. */
  get daysLeft(): number | null {
    const growth = this.growthBytesADay;
    if (growth === null || growth <= 0 || this.#freeBytes === null) return null;
    return Math.max(0, this.#freeBytes - this.#settings.lowBelowBytes) / growth;
  }

  /** Asks what is free. A disk that does not tell is told of once; what was known of it stands. */
  async look(): Promise<void> {
    const { disk, log } = this.#ports;
    if (disk === null) return;
    try {
      this.#take(await disk.freeBytes());
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) log.error({ error: String(error) }, 'how much of the disk is free cannot be found out');
      this.#hasFailed = true;
    }
  }

  /** Measures the data; the last day of measurements is kept. */
  async measure(): Promise<void> {
    const { disk, clock } = this.#ports;
    if (disk === null) return;
    const bytes = await disk.usedBytes();
    const atUs = clock.nowUs();
    this.#samples = [...this.#samples.filter((sample) => atUs - sample.atUs <= DAY_US), { atUs, bytes }];
  }

  /** What people want to know of it, in words. */
  describe(): string {
    if (this.#ports.disk === null) return 'not watched: no data directory was told';
    const elsewhere = this.#settings.holdsDatabase
      ? ''
      : '; the database is elsewhere, and its disk is not seen from here';
    return `${this.#freeInWords()}; ${this.#dataInWords()}${elsewhere}`;
  }

  #take(freeBytes: number): void {
    this.#freeBytes = freeBytes;
    const { lowBelowBytes } = this.#settings;
    const isLow = freeBytes < lowBelowBytes * (this.#isLow ? ROOM_AGAIN : 1);
    if (isLow === this.#isLow) return;
    this.#isLow = isLow;
    this.#tell(isLow, freeBytes);
  }

  #tell(isLow: boolean, freeBytes: number): void {
    const { log, publisher } = this.#ports;
    const free = inGb(freeBytes);
    const message = isLow
      ? `Only ${free} of the disk are free: new orders are refused until there is room. Cancels and replacements pass.`
      : `${free} of the disk are free again: new orders are taken.`;
    if (isLow) log.error({ freeBytes }, message);
    else log.info({ freeBytes }, message);
    const severity = isLow ? 'CRITICAL' : 'INFO';
    publisher.publish('ALERT', { severity, code: 'DISK_LOW', message, ...ABOUT_NO_ORDER });
  }

  #freeInWords(): string {
    const bound = inGb(this.#settings.lowBelowBytes);
    if (this.#freeBytes === null) return 'what is free is not known';
    const now = this.#isLow ? 'new orders are refused' : `new orders are refused below ${bound}`;
    return `${inGb(this.#freeBytes)} free, ${now}`;
  }

  #dataInWords(): string {
    if (this.dataBytes === null) return 'the data is being measured';
    const [growth, days] = [this.growthBytesADay, this.daysLeft];
    const grows =
      growth === null
        ? 'its growth is not known yet'
        : days === null
          ? 'it does not grow'
          : `it grows ${inGb(growth)} a day, which leaves ${Math.floor(days)} days`;
    return `${inGb(this.dataBytes)} of data, ${grows}`;
  }
}

function inGb(bytes: number): string {
  return `${(bytes / GB).toFixed(2)} GB`;
}

import { readStartEnvironment } from './env.ts';
import { controlPortOf } from './fault/control-port.ts';
import { type FaultKindSaid, VenueControl, type VenueFaults } from './fault/venue-control.ts';
import { readFaultWish } from './fault/wish.ts';
import { Refusal } from './refusal.ts';

/**
 * `npm run fault -- VENUE FAULT [on|off] [--for 30s] [--rate 0.5] [--set NAME=VALUE]`: gives a simulated venue of the running system a fault, or heals it.
 * Without words it lists the faults, what each does and takes, and which are on.
 */
const KIND_WIDTH = 28;

try {
  const wish = readFaultWish(process.argv.slice(2));
  const control = new VenueControl(controlPortOf(readStartEnvironment()));
  if (wish.kind === 'LIST') {
    for (const kind of await control.kinds()) console.log(lineOfKind(kind));
    tell((await control.venues()).filter(({ faults }) => faults.length > 0));
  } else tell(await control.change(wish));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 1;
}

function lineOfKind({ kind, does, settings }: FaultKindSaid): string {
  return `${kind.padEnd(KIND_WIDTH)}${does} [${settings.join(', ')}]`;
}

function tell(venues: readonly VenueFaults[]): void {
  if (venues.length === 0) console.log('\nno venue has a fault');
  for (const { venue_id, faults } of venues) {
    const said = faults.map(({ kind, ...settings }) => [kind, ...Object.entries(settings).map(settingText)].join(' '));
    console.log(`${venue_id.padEnd(12)}${said.length === 0 ? 'no fault' : said.join('; ')}`);
  }
}

function settingText([name, value]: [string, unknown]): string {
  return `${name}=${JSON.stringify(value)}`;
}

import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import type { MarketDays } from '@fairlead/core/market/market-days';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import { ControlServer } from './control/control-server.ts';
import type { Env } from './env.ts';
import { daysWith } from './market/hours-of-today.ts';
import type { MarketSource } from './market/market-source.ts';
import { openRecording } from './market/recorded.ts';
import { TradingSessions } from './market/trading-sessions.ts';
import { Random } from './random.ts';
import { RealClock } from './real-clock.ts';
import { VenueServer } from './session/venue-server.ts';
import { Simulator } from './simulator.ts';

/** A running simulator: where it listens and how it is stopped. */
export interface Served {
  readonly simulator: Simulator;
  readonly server: VenueServer;
  readonly port: number;
  readonly controlPort: number;
  /** Cuts every connection and closes both ports. */
  close(): Promise<void>;
}

/** Brings up the catalogue's venues and instruments behind their sockets and opens the market. */
export async function serve(env: Env): Promise<Served> {
  const clock = new RealClock();
  const simulator = new Simulator({
    venues: DEFAULT_VENUES,
    instruments: DEFAULT_INSTRUMENTS,
    clock,
    random: new Random(env.VENUE_SIM_SEED),
    quotesPerSecond: env.VENUE_SIM_QUOTES_PER_SECOND,
    speed: env.VENUE_SIM_SPEED,
    mayReplace: env.VENUE_SIM_REPLACE === 'on',
    sources: await recordedSources(env),
  });
  const server = new VenueServer(simulator.venues, clock);
  const control = new ControlServer({ simulator, malformedLines: () => server.malformedLines });
  const port = await server.listen(env.VENUE_SIM_PORT, env.VENUE_SIM_LISTEN_HOST);
  const controlPort = await control.listen(env.VENUE_SIM_CONTROL_PORT);
  simulator.driver.start();
  const days = daysWith(env.VENUE_SIM_STOCKS_TODAY, clock.nowUs());
  const sessions = env.VENUE_SIM_SESSION_HOURS === 'exchange' ? sessionsOf(simulator, clock, days) : null;
  sessions?.start();
  const close = async () => {
    sessions?.stop();
    simulator.driver.stop();
    await Promise.all([server.close(), control.close()]);
  };
  return { simulator, server, port, controlPort, close };
}

function sessionsOf({ venues }: Simulator, clock: RealClock, days: MarketDays): TradingSessions {
  return new TradingSessions({
    clock,
    days,
    instruments: DEFAULT_INSTRUMENTS,
    venues: [...venues.values()].map(({ venue }) => venue),
  });
}

async function recordedSources(env: Env): Promise<Map<string, MarketSource>> {
  if (env.VENUE_SIM_RECORDED === undefined) return new Map();
  return new Map([[env.VENUE_SIM_RECORDED_INSTRUMENT, await openRecording(env.VENUE_SIM_RECORDED)]]);
}

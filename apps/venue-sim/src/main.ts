import { US_EQUITY_INSTRUMENTS } from '@fairlead/core/instrument/us-equity-instruments';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import { ControlServer } from './control/control-server.ts';
import { readEnv } from './env.ts';
import type { MarketSource } from './market/market-source.ts';
import { openRecording } from './market/recorded.ts';
import { Random } from './random.ts';
import { RealClock } from './real-clock.ts';
import { VenueServer } from './session/venue-server.ts';
import { Simulator } from './simulator.ts';

async function main(): Promise<void> {
  const env = readEnv();
  const clock = new RealClock();
  const sources = new Map<string, MarketSource>();
  if (env.VENUE_SIM_RECORDED !== undefined) {
    sources.set(env.VENUE_SIM_RECORDED_INSTRUMENT, await openRecording(env.VENUE_SIM_RECORDED));
  }
  const simulator = new Simulator({
    venues: US_EQUITY_VENUES,
    instruments: US_EQUITY_INSTRUMENTS,
    clock,
    random: new Random(env.VENUE_SIM_SEED),
    quotesPerSecond: env.VENUE_SIM_QUOTES_PER_SECOND,
    speed: env.VENUE_SIM_SPEED,
    sources,
  });
  const server = new VenueServer(simulator.venues, clock);
  const control = new ControlServer({ simulator, malformedLines: () => server.malformedLines });
  const port = await server.listen(env.VENUE_SIM_PORT, env.VENUE_SIM_HOST);
  const controlPort = await control.listen(env.VENUE_SIM_CONTROL_PORT);
  simulator.driver.start();
  const stop = () => {
    simulator.driver.stop();
    Promise.all([server.close(), control.close()]).then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(
    `${JSON.stringify({ event: 'listening', venues: simulator.venues.size, port, control_port: controlPort })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

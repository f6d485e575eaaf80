import { beforeEach, expect, test } from 'vitest';
import { type KeepingPorts, KeptService } from './kept-service.ts';
import type { Exit, Running } from './service.ts';

/** One life of a process, ended by the test. */
interface Life {
  readonly again: boolean;
  readonly die: (exit: Exit) => Promise<void>;
  readonly becomeWell: () => Promise<void>;
}

let lives: Life[];
let said: string[];
let recorded: string[];
let nowMs: number;
let pauses: { ms: number; end: () => Promise<void> }[];
let interruption: AbortController;
let isDiskFull: boolean;
let service: KeptService;

const turn = () => new Promise((fulfil) => setImmediate(fulfil));
const KILLED: Exit = { code: null, signal: 'SIGKILL' };

beforeEach(() => {
  [lives, said, recorded, nowMs, pauses] = [[], [], [], 0, []];
  interruption = new AbortController();
  isDiskFull = false;
  const wellness = new Map<number, () => void>();
  const ports: KeepingPorts = {
    launch: (_spec, { again }) => {
      if (isDiskFull) throw new Error('ENOSPC: no space left');
      const pid = 2 ** 22 + 100 + lives.length;
      let end: (exit: Exit) => void = () => {};
      const exited = new Promise<Exit>((fulfil) => {
        end = fulfil;
      });
      lives.push({
        again,
        die: async (exit) => {
          end(exit);
          await turn();
        },
        becomeWell: async () => {
          wellness.get(pid)?.();
          await turn();
        },
      });
      const running: Running = {
        pid,
        exited,
        message: new Promise(() => {}),
        stop: async () => {
          end({ code: 0, signal: null });
          return 'stopped';
        },
        lastLines: () => ['its last word'],
      };
      return running;
    },
    record: (name, pid) => recorded.push(`${name} ${pid - 2 ** 22 - 100}`),
    say: (line) => said.push(line),
    nowMs: () => nowMs,
    pause: (ms, signal) =>
      new Promise((fulfil, reject) => {
        const abort = () => reject(signal.reason);
        signal.addEventListener('abort', abort);
        const end = async () => {
          signal.removeEventListener('abort', abort);
          nowMs += ms;
          fulfil(undefined);
          await turn();
        };
        // The long look whether it is well is not the pause between two lives.
        if (ms !== 60_000) pauses.push({ ms, end });
      }),
    draw: () => 0,
    signal: interruption.signal,
  };
  const spec = { name: 'router', args: [], cwd: '/', env: {}, logPath: '/logs/router.log' };
  service = new KeptService(
    { spec, well: (running) => new Promise((fulfil) => wellness.set(running.pid, () => fulfil('healthy at R'))) },
    ports,
  );
});

/** Lets the pause of the moment pass, and gives how long it was. */
async function passPause(): Promise<number | undefined> {
  const pause = pauses.pop();
  await pause?.end();
  return pause?.ms;
}

test('one that dies is started again in the same log, written down, and said to be back only when it is well', async () => {
  await lives[0]?.becomeWell();
  nowMs = 5_000;
  await lives[0]?.die(KILLED);
  expect(said).toEqual(['router    was ended by SIGKILL; it starts again in 0.3 s; its log is /logs/router.log']);
  expect(await passPause()).toBe(250);
  expect([lives[1]?.again, recorded]).toEqual([true, ['router 0', 'router 1']]);
  expect(said).toHaveLength(1);
  nowMs = 7_000;
  await lives[1]?.becomeWell();
  expect(said[1]).toBe(`router    is back as process ${2 ** 22 + 101}, healthy at R, after 2.0 s`);
});

test('each death in a row makes the pause longer, up to a bound and without an end, and the fifth shows the log', async () => {
  await lives[0]?.becomeWell();
  const waited: (number | undefined)[] = [];
  for (let n = 0; n < 12; n++) {
    await lives.at(-1)?.die({ code: 1, signal: null });
    waited.push(await passPause());
  }
  expect(waited).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, ...Array(6).fill(15_000)]);
  expect(lives).toHaveLength(13);
  expect(said[4]).toBe(
    'router    ended with code 1, 5 times in a row now; it starts again in 4.0 s; its log is /logs/router.log, the last of it:\n  its last word',
  );
});

test('a minute of health begins the pauses anew, less does not', async () => {
  await lives[0]?.becomeWell();
  const waitedAfter = async (wellMs: number) => {
    await lives.at(-1)?.becomeWell();
    nowMs += wellMs;
    await lives.at(-1)?.die(KILLED);
    return await passPause();
  };
  expect([await waitedAfter(0), await waitedAfter(59_999), await waitedAfter(60_000)]).toEqual([250, 500, 250]);
});

test('one that cannot even be started is tried again too', async () => {
  await lives[0]?.becomeWell();
  isDiskFull = true;
  await lives[0]?.die(KILLED);
  expect([await passPause(), await passPause()]).toEqual([250, 500]);
  expect(said).toContain('router    could not be started: ENOSPC: no space left');
  isDiskFull = false;
  expect(await passPause()).toBe(1_000);
  expect(lives).toHaveLength(2);
});

test('one that dies before it was ever well is for a person to mend', async () => {
  await lives[0]?.die({ code: 9, signal: null });
  await expect(service.firstWell).rejects.toThrow(
    'router ended with code 9; its log is /logs/router.log, the last of it:\n  its last word',
  );
  expect([lives.length, pauses.length]).toEqual([1, 0]);
});

test('nothing is started once the system is to stop: not after the pause, and not when it dies then', async () => {
  await lives[0]?.becomeWell();
  await lives[0]?.die(KILLED);
  interruption.abort('SIGINT');
  await turn();
  await passPause();
  expect(lives).toHaveLength(1);
  expect(await service.stop()).toBe('stopped');
});

test('one that is stopped is not started again', async () => {
  await lives[0]?.becomeWell();
  interruption.abort('SIGINT');
  await service.stop();
  await turn();
  expect([lives.length, said]).toEqual([1, []]);
});

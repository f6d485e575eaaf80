import type { ProjectorState } from '@fairlead/db/projection/projector';
import { expect, it } from 'vitest';
import { ProjectionWatch } from './projection-watch.ts';

class World {
  nowMs = 0;
  state: ProjectorState = { position: 10, lagMs: 30, behind: 0, failingSinceMs: null, lastError: null };
  readonly alerts: string[] = [];
  readonly watch = new ProjectionWatch({
    projector: { state: () => this.state },
    uptimeMs: () => this.nowMs,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    publisher: {
      publish: (_, data) => void this.alerts.push('severity' in data ? `${data.severity} ${data.message}` : ''),
    },
  });

  pass(ms: number, change: (state: ProjectorState) => ProjectorState): void {
    for (const endMs = this.nowMs + ms; this.nowMs < endMs; ) {
      this.nowMs += 500;
      this.state = change(this.state);
      this.watch.look();
    }
  }
}

it('says nothing of tables that tell the journal to its end, however long nothing happens', () => {
  const world = new World();
  world.pass(60_000, (state) => state);
  expect([world.alerts, world.watch.behindMs, world.watch.isLate]).toEqual([[], 0, false]);
  expect(world.watch.describe()).toBe('tells the journal up to 10');
});

it('tells once that the projector does not get on, and once that it does again', () => {
  const world = new World();
  world.pass(4_500, (state) => ({ ...state, behind: state.behind + 7 }));
  expect(world.alerts).toEqual([]);
  world.pass(20_000, (state) => ({ ...state, behind: state.behind + 7 }));
  expect(world.alerts).toEqual([expect.stringMatching(/^CRITICAL .* 5\.\d s behind the journal/)]);
  expect(world.watch.behindMs).toBeGreaterThan(20_000);
  world.pass(500, (state) => ({ ...state, position: 400, behind: 0 }));
  expect(world.alerts[1]).toMatch(/^INFO /);
  expect(world.watch.describe()).toBe('tells the journal up to 400');
});

it('tells of tables that get on and are late all the same', () => {
  const world = new World();
  world.pass(10_000, (state) => ({ ...state, position: state.position + 1, behind: 90_000, lagMs: 60_000 }));
  expect(world.alerts).toHaveLength(1);
  expect(world.watch.behindMs).toBe(60_000);
});

it('tells of a projector that fails though nothing is known to wait for it, and why', () => {
  const world = new World();
  world.pass(6_000, (state) => ({ ...state, failingSinceMs: 1, lastError: 'it does not fold' }));
  expect(world.alerts).toHaveLength(1);
  expect(world.watch.describe()).toContain('failing: it does not fold');
});

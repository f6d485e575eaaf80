import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { environmentForTools } from '../../env.ts';
import { ROOT } from '../../root.ts';
import { GUARD } from '../../start/service.ts';
import type { LoadReply, LoadResult, LoadTask } from './load-task.ts';

/** The client of a benchmark as a process of its own, so that its CPU is told apart from what it loads. It stays warm from one task to the next. */
export class LoadProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static start(): LoadProcess {
    const child = fork(join(ROOT, 'tooling/dist/load-client.js'), [], {
      execArgv: ['--import', GUARD],
      env: environmentForTools(),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return new LoadProcess(child);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Has a load put on, one at a time. Rejects where it could not be put on whole. */
  run(task: LoadTask): Promise<LoadResult> {
    return new Promise((fulfil, reject) => {
      const gone = () => reject(new Error('the load client has ended'));
      this.#child.once('exit', gone);
      this.#child.once('message', (reply: LoadReply) => {
        this.#child.off('exit', gone);
        if (reply.kind === 'DONE') fulfil(reply.result);
        else reject(new Error(reply.why));
      });
      this.#child.send(task);
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((fulfil) => this.#child.once('exit', fulfil));
    this.#child.disconnect();
    await ended;
  }
}

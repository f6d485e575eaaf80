import type { LoadReply, LoadTask } from './bench/load/load-task.ts';
import { runTask } from './bench/load/run-task.ts';

/** The client of a benchmark: puts the loads on that it is told of over its channel, and ends when the guard sees that close. */
process.on('message', (task: LoadTask) => {
  const say = (reply: LoadReply): void => void process.send?.(reply);
  runTask(task).then(
    (result) => say({ kind: 'DONE', result }),
    (error: unknown) => say({ kind: 'FAILED', why: error instanceof Error ? error.message : String(error) }),
  );
});
// The guard has told it not to keep us alive; without tasks there is nothing else that does.
process.channel?.ref();

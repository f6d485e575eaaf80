import { REQUEST_QUEUE } from '@fairlead/contracts/jobs';
import { type BackendLocation, jobOptions, openBackend } from './job-backend.ts';

/** What another one holds up, such as an import, takes minutes. */
const BACKOFF_MS = 15_000;

/** Asks for a job: the worker takes it up when those that were asked for before it have ended. Throws where the queue does not answer. */
export async function requestJob(
  location: Omit<BackendLocation, 'queue'>,
  { name, payload }: { readonly name: string; readonly payload: object },
): Promise<void> {
  const { queue, close } = openBackend({ ...location, queue: REQUEST_QUEUE }, async () => ({}));
  // What goes wrong is thrown by the questions below.
  queue.on('error', () => {});
  try {
    await queue.waitUntilReady();
    await queue.add(name, payload, jobOptions(BACKOFF_MS));
  } finally {
    await close();
  }
}

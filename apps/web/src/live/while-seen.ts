/** What runs while a window can be seen. */
interface Runs {
  readonly resume: () => void;
  readonly suspend: () => void;
  /** Is told whether this window waits because others have all the streams that a browser may hold. */
  readonly onWaiting: (isWaiting: boolean) => void;
}

/** A window that is only passed by does not lose its stream. */
const HIDDEN_MS = 2_000;
/**
 * A browser holds six connections to a place without TLS, over all its windows, and a stream keeps one for good. Two are left for
 * everything else.
 */
const STREAMS_MAX = 4;

/**
 * Lets something run while the window can be seen and there is a connection to have: windows behind others give theirs up and catch up when they are looked at
 * again. Gives how to end it.
 */
export function runWhileSeen(runs: Runs): () => void {
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let seen: AbortController | null = null;
  const show = () => {
    clearTimeout(hiding);
    if (seen !== null) return;
    seen = new AbortController();
    const { signal } = seen;
    void holdPlace(signal, runs.onWaiting).then((mayRun) => mayRun && !signal.aborted && runs.resume());
  };
  const hide = () => {
    clearTimeout(hiding);
    runs.suspend();
    seen?.abort();
    seen = null;
  };
  const look = () => {
    if (document.visibilityState === 'visible') show();
    else hiding = setTimeout(hide, HIDDEN_MS);
  };
  look();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    hide();
  };
}

/** Takes one of the places for streams and holds it until the signal. Resolves when it has one; false where it is not wanted any more. */
async function holdPlace(signal: AbortSignal, onWaiting: (isWaiting: boolean) => void): Promise<boolean> {
  // Locks are there on this machine and behind TLS; elsewhere nothing is counted.
  const { locks } = navigator;
  if (locks === undefined) return true;
  for (let place = 0; place < STREAMS_MAX; place++)
    if (await held(signal, nameOf(place), { ifAvailable: true })) return !signal.aborted;
  if (signal.aborted) return false;
  onWaiting(true);
  const got = await held(signal, nameOf(Math.floor(Math.random() * STREAMS_MAX)), { signal });
  onWaiting(false);
  return got;
}

const nameOf = (place: number): string => `fairlead-stream-${place}`;

/** Whether a lock was had; it is kept until the signal. */
function held(signal: AbortSignal, name: string, options: LockOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const keep = (lock: Lock | null): Promise<void> | undefined => {
      resolve(lock !== null);
      if (lock === null || signal.aborted) return undefined;
      return new Promise((release) => signal.addEventListener('abort', () => release(), { once: true }));
    };
    navigator.locks.request(name, options, keep).catch(() => resolve(false));
  });
}

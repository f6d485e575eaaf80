const CALIBRATION_LOOPS = 2_000_000;
const TRIALS = 20;

/** Work that allocates nothing and never varies: what varies in its time is the machine. */
export function fixedWork(loops: number): number {
  let mixed = loops | 0;
  for (let loop = 0; loop < loops; loop++) mixed = (Math.imul(mixed, 1_103_515_245) + 12_345) | 0;
  return mixed;
}

/** How many loops of it take so many microseconds on this machine undisturbed: by the quickest of several trials. */
export function loopsFor(us: number): number {
  let quickestUs = Number.POSITIVE_INFINITY;
  const results = new Set<number>();
  for (let trial = 0; trial < TRIALS; trial++) {
    const begun = performance.now();
    results.add(fixedWork(CALIBRATION_LOOPS));
    quickestUs = Math.min(quickestUs, (performance.now() - begun) * 1_000);
  }
  if (results.size !== 1) throw new Error('fixed work must not vary');
  return Math.max(1, Math.round((us / quickestUs) * CALIBRATION_LOOPS));
}

const CALIBRATION_LOOPS = 20_000_000;

/** Work that allocates nothing and never varies: what varies in its time is the machine. */
export function fixedWork(loops: number): number {
  let mixed = loops | 0;
  for (let loop = 0; loop < loops; loop++) mixed = (Math.imul(mixed, 1_103_515_245) + 12_345) | 0;
  return mixed;
}

/** How many loops of it take so many microseconds on this machine now. */
export function loopsFor(us: number): number {
  const warm = fixedWork(CALIBRATION_LOOPS);
  const begun = performance.now();
  const again = fixedWork(CALIBRATION_LOOPS);
  const tookUs = (performance.now() - begun) * 1_000;
  if (warm !== again) throw new Error('fixed work must not vary');
  return Math.max(1, Math.round((us / tookUs) * CALIBRATION_LOOPS));
}

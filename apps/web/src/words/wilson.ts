const Z95 = 1.959964;

/** The 95 % interval of a share, which holds for few and for none (Wilson, "Probable Inference", JASA 22, 1927). All of it where nothing was counted. */
export function wilson95(hits: number, trials: number): { readonly low: number; readonly high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const share = hits / trials;
  const square = Z95 * Z95;
  const middle = (share + square / (2 * trials)) / (1 + square / trials);
  const half =
    (Z95 / (1 + square / trials)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

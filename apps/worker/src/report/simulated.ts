const SIMULATED = 'SIMULATED ORDERS';
/** As long as the forms take the name of a firm. */
const BD_MAX = 80;
const NOTICE = `${SIMULATED}: a demonstration, and no report of a broker-dealer`;

/** The firm as a report names it: one of simulated orders says so where the form has its name, and on every page. */
export function namedFirm(bd: string, simulated: boolean): { readonly bd: string; readonly notice: string | null } {
  if (!simulated) return { bd, notice: null };
  return { bd: `${SIMULATED}: ${bd}`.slice(0, BD_MAX).trim(), notice: NOTICE };
}

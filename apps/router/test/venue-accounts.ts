/** A report in the words of the venue protocol, as a test gives it: what the venue would add by itself may be left out. */
export type SaidReport = Readonly<Record<string, unknown>>;

/** What the venues of a bench have executed of each child: they write it into every report, as real ones do. */
export class VenueAccounts {
  readonly #executed = new Map<string, Map<unknown, number>>();
  readonly #ordered = new Map<string, number>();

  /** A child reaches its venue. */
  order(childId: string, quantity: number): void {
    this.#ordered.set(childId, quantity);
  }

  /** The report with the quantities that its venue holds after it; what the test says itself stays. */
  complete(childId: string, report: SaidReport): SaidReport {
    if (report.type === 'reject') return report;
    const executed = this.#executed.get(childId) ?? new Map<unknown, number>();
    this.#executed.set(childId, executed);
    // One execution reported twice is one execution.
    for (const { execution_id, quantity } of executionsIn(report)) executed.set(execution_id, Number(quantity));
    const filled = [...executed.values()].reduce((sum, quantity) => sum + quantity, 0);
    const leaves = (this.#ordered.get(childId) ?? filled) - filled;
    const isWithLeaves = report.type === 'fill' || report.type === 'canceled';
    return { filled_quantity: filled, ...(isWithLeaves ? { leaves_quantity: leaves } : {}), ...report };
  }
}

function executionsIn(report: SaidReport): readonly SaidReport[] {
  if (report.type === 'fill') return [report];
  return Array.isArray(report.executions) ? report.executions : [];
}

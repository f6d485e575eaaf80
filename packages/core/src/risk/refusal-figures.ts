/** The figures of a refusal as texts: what is bounded, what stands already, what more was asked for, and the bound. */
export interface RefusalFigures {
  readonly what: string;
  /** Absent where nothing else counts towards the limit. */
  readonly inUse?: string;
  /** Absent where nothing is asked for: a wave of an order that was counted when it was entered. */
  readonly asked?: string;
  readonly limit: string;
  readonly unit: string;
}

/** The figures as every refusal of the gate tells them, so that people and programs read one form. */
export function figuresText({ what, inUse, asked, limit, unit }: RefusalFigures): string {
  const standing = inUse === undefined ? '' : `in use ${inUse}, `;
  const more = asked === undefined ? '' : `asked ${asked}, `;
  return `${what}: ${standing}${more}limit ${limit} ${unit}.`;
}

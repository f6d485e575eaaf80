import type { Scope } from '@fairlead/contracts/access';

/** Who would act. */
export interface Person {
  readonly email: string;
  /** Why their role may not; empty where it may. */
  readonly whyNot: (scope: Scope) => string;
}

/** Whose orders they are: customers', or the demo flow's. */
export const ORIGIN_OPTIONS = [
  { value: 'CUSTOMER', label: 'Customers only' },
  { value: 'SIMULATED', label: 'Simulated only' },
] as const;

/** What an order waits for before it is decided: its stop price, or its market. */
export const WAITS_FOR = ['STOP_PRICE', 'MARKET_OPEN'] as const;

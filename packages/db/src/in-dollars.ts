/** Reports are in US dollars: an instrument that trades in another currency is in none. `i` is the instrument. */
export const IN_DOLLARS = "i.currency = 'USD'";

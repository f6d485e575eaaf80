/** Whether a firm routes to a venue itself (a primary one), or the venue executes for another (secondary): Rule 606(b)(3), as the SEC's schema writes it. */
export const VENUE_SERVICES = ['PRV', 'EV/SRV'] as const;
export type VenueServices = (typeof VENUE_SERVICES)[number];

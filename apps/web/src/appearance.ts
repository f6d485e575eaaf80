import { z } from 'zod';

/** How the console looks for one person, kept in a cookie so that the first paint is already right. */
export const appearance = z.object({
  theme: z.enum(['dark', 'light']).catch('dark'),
  pair: z.enum(['blue-orange', 'green-red']).catch('blue-orange'),
});
export type Appearance = z.infer<typeof appearance>;

export const APPEARANCE_COOKIE = 'fairlead-appearance';

/** Reads the cookie; whatever is wrong in it is the default. */
export function readAppearance(cookie: string | undefined): Appearance {
  const [theme, pair] = (cookie ?? '').split('.');
  return appearance.parse({ theme, pair });
}

export function writeAppearance({ theme, pair }: Appearance): string {
  return `${theme}.${pair}`;
}

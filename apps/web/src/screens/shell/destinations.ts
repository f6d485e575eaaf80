/** The screens that work. Others join this list when they do, and not before. */
export const DESTINATIONS = [
  { href: '/live', label: 'Live', key: 'l' },
  { href: '/orders', label: 'Orders', key: 'o' },
  { href: '/decisions', label: 'Decisions', key: 'd' },
] as const;

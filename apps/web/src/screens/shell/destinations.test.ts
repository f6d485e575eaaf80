import { ROLE_SCOPES, role } from '@fairlead/contracts/access';
import { expect, it } from 'vitest';
import { destinationsFor, groupsFor, startOf } from './destinations';

it('the navigation names groups that have screens, and nothing that one may not see', () => {
  expect(groupsFor(() => true).map(({ group, destinations }) => [group, destinations.map(({ href }) => href)])).toEqual(
    [
      ['Watch', ['/live', '/decisions', '/venues', '/quality']],
      ['Trade', ['/orders']],
      ['Govern', ['/risk', '/rules']],
      ['Report', ['/reports']],
      ['Run', ['/jobs']],
    ],
  );
  expect(groupsFor(() => false)).toEqual([]);
  const others = destinationsFor((scope) => scope !== 'orders:read').map(({ scope }) => scope);
  expect(others).not.toContain('orders:read');
});

it.each(role.options)('%s begins at a screen that the role may see', (each) => {
  const hrefs = destinationsFor((scope) => ROLE_SCOPES[each].includes(scope)).map(({ href }) => href);
  expect(hrefs).toContain(startOf(each));
});

it('each screen has a key of its own', () => {
  const keys = destinationsFor(() => true).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

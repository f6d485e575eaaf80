import { randomUUID } from 'node:crypto';
import { type APIRequestContext, expect } from '@playwright/test';
import { readCredentials } from './people';

/** Where orders are sent. */
export const api = () => `${process.env.E2E_ROUTER_URL}/api/v1/smart-routing`;
/** Who sends them. */
export const asProgram = () => ({ authorization: `Bearer ${readCredentials().api_key}` });

/** An order of another client's than the firm's people trade for by default, that rests in the book. */
export async function restingOrder(request: APIRequestContext): Promise<string> {
  const headers = asProgram();
  const { bid } = await (await request.get(`${api()}/nbbo?instrument_id=KO`, { headers })).json();
  const orderId = `rights-${randomUUID().slice(0, 8)}`;
  const sent = await request.post(`${api()}/orders`, {
    headers,
    data: {
      ...{ order_id: orderId, instrument_id: 'KO', side: 'BUY', quantity: 700, order_type: 'LIMIT' },
      ...{ limit_price: Math.round((bid - 2) * 100) / 100, time_in_force: 'GTC' },
    },
  });
  expect(sent.status(), await sent.text()).toBe(202);
  const state = async () => {
    const { working_quantity } = await (await request.get(`${api()}/${orderId}/execution`, { headers })).json();
    return working_quantity;
  };
  await expect.poll(state).toBe(700);
  const listed = async () =>
    (await (await request.get(`${api()}/orders?order_id=${orderId}`, { headers })).json()).orders;
  await expect.poll(listed).toHaveLength(1);
  return orderId;
}

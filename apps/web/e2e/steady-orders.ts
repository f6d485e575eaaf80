import { readCredentials } from './people';

const INSTRUMENTS = ['AAPL', 'MSFT', 'NVDA', 'AMZN', 'GOOGL'];
let sent = 0;

/** Sends market orders to the router at a steady rate until a count is reached or somebody says stop; gives how many were sent. */
export async function sendOrders(
  perSecond: number,
  until: { readonly count: number; readonly signal?: AbortSignal },
): Promise<number> {
  const begunMs = performance.now();
  const answers: Promise<unknown>[] = [];
  for (let index = 0; index < until.count && until.signal?.aborted !== true; index++) {
    const dueMs = begunMs + (index * 1_000) / perSecond;
    while (performance.now() < dueMs) await new Promise((resolve) => setTimeout(resolve, 2));
    answers.push(sendOrder());
  }
  await Promise.all(answers);
  return answers.length;
}

async function sendOrder(): Promise<void> {
  sent += 1;
  const body = {
    order_id: `speed-${process.pid}-${sent}`,
    instrument_id: INSTRUMENTS[sent % INSTRUMENTS.length],
    side: sent % 2 === 0 ? 'BUY' : 'SELL',
    quantity: 1,
    order_type: 'MARKET',
  };
  const response = await fetch(`${process.env.E2E_ROUTER_URL}/api/v1/smart-routing/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${readCredentials().api_key}` },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
}

import { Agent, request } from 'node:http';
import { readCredentials } from './people';

const INSTRUMENTS = ['AAPL', 'MSFT', 'NVDA', 'AMZN', 'GOOGL'];
/** Connections are kept: a new one for each order would be a load of its own. */
const AGENT = new Agent({ keepAlive: true, maxSockets: 32 });
let sent = 0;

/** Sends so many market orders to the router at a steady rate, and waits for their answers. */
export async function sendOrders(count: number, perSecond: number): Promise<void> {
  const begunMs = performance.now();
  const answers: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    const dueMs = begunMs + (index * 1_000) / perSecond;
    while (performance.now() < dueMs) await new Promise((resolve) => setTimeout(resolve, 2));
    answers.push(sendOrder());
  }
  await Promise.all(answers);
}

function sendOrder(): Promise<void> {
  sent += 1;
  const body = JSON.stringify({
    order_id: `speed-${process.pid}-${sent}`,
    instrument_id: INSTRUMENTS[sent % INSTRUMENTS.length],
    side: sent % 2 === 0 ? 'BUY' : 'SELL',
    quantity: 1,
    order_type: 'MARKET',
  });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${readCredentials().api_key}`,
  };
  return new Promise((resolve, reject) => {
    const url = `${process.env.E2E_ROUTER_URL}/api/v1/smart-routing/orders`;
    const asked = request(url, { method: 'POST', agent: AGENT, headers }, (answer) => {
      answer.on('end', resolve).resume();
    });
    asked.on('error', reject).end(body);
  });
}

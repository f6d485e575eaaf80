import { z } from 'zod';
import { actRequest } from './act.ts';
import { decimalInput, integerInput, numberInput } from './decimal.ts';
import { capacity, liquidityFlag, requestSide, requestTimeInForce } from './enums.ts';
import { identifier, instant, pathIdentifier } from './identifier.ts';
import { modeName, named, objectiveName, orderTypeName, sourcingName } from './names.ts';

/** A field that may be left out or null: both mean what is said here. */
const or = <T extends z.ZodType>(schema: T, absent: z.output<T>) =>
  schema
    .nullish()
    .transform((value) => value ?? absent)
    .meta({ default: absent });

export const smartRoutingRequest = z
  .strictObject({
    order_id: pathIdentifier(100).describe(
      'The caller’s own, unique per client: the same order sent again is answered as it was the first time.',
    ),
    instrument_id: identifier(20).describe('An instrument that is known here: `AAPL`, `EURUSD`, `BTC/USD`.'),
    side: named(requestSide),
    quantity: decimalInput.describe('In units of the instrument, exact: a JSON number or a decimal text.'),
    order_type: orderTypeName,
    limit_price: decimalInput.nullish().describe('In the instrument’s currency. Of LIMIT and STOP_LIMIT.'),
    stop_price: decimalInput
      .nullish()
      .describe('In the instrument’s currency. Of STOP and STOP_LIMIT: the order waits until it is reached.'),
    time_in_force: or(named(requestTimeInForce), 'DAY'),
    routing_objective: objectiveName
      .nullish()
      .describe('By what venues are compared. Left out: as the routing rules say, BEST_PRICE where they say nothing.'),
    routing_mode: modeName
      .nullish()
      .describe('How the quantity is divided. Left out: as the routing rules say, OPTIMAL where they say nothing.'),
    sourcing: sourcingName.nullish().describe('Which venues come first, or alone. Left out: as the rules say, or ANY.'),
    venue_preferences: or(z.array(identifier(100)).max(64), []).describe('Venues that win a tie, the first one first.'),
    exclude_venues: or(z.array(identifier(100)).max(64), []).describe('Venues that get no part of the order.'),
    max_venue_split: integerInput(1, 64).nullish().describe('Over how many venues a wave is divided at most.'),
    account: identifier(50).nullish().describe('For which account of the client; bounded by the list of its accounts.'),
    customer_id: identifier(50)
      .nullish()
      .describe('For whom the client trades: what reports to customers are made by.'),
    trader_id: identifier(50).nullish().describe('Who at the client entered it.'),
    held: or(z.boolean(), true).describe('Whether the order is held, as Rule 605 and Rule 606 tell them apart.'),
    directed_venue: identifier(100).nullish().describe('The one venue that the customer has told to send it to.'),
    capacity: or(capacity, 'AGENCY'),
    locate_id: identifier(50).nullish().describe('The locate that a short sale is covered by.'),
    tag: z.string().max(200).nullish().describe('Any text of the caller’s; kept with the order and told with it.'),
    urgency: numberInput.nullish().describe('0 to 1: how much waiting hurts.'),
    constraints: z
      .strictObject({
        max_fee: decimalInput.nullish().describe('Per unit, in the instrument’s currency; up to 8 decimals.'),
        min_fill_rate: numberInput.nullish().describe('0 to 1: the share that the venue is expected to fill.'),
        max_latency_ms: numberInput.nullish().describe('Expected time to the first answer, in milliseconds.'),
        max_impact_bps: numberInput.nullish().describe('Expected market impact, in basis points.'),
      })
      .nullish()
      .describe('What a venue must keep to before it may take a part.'),
    manual_allocations: or(
      z.array(z.strictObject({ venue_id: identifier(100), quantity: decimalInput })).max(64),
      [],
    ).describe('For MANUAL: the whole order, divided by the caller.'),
  })
  .meta({
    id: 'SmartRoutingRequest',
    description:
      'What an order system sends. Unknown fields are refused, so that a misspelt constraint is never silently ignored.',
    examples: [
      {
        order_id: 'oms-2026-000417',
        instrument_id: 'AAPL',
        side: 'BUY',
        quantity: 300,
        order_type: 'MARKET',
        time_in_force: 'IOC',
      },
      {
        order_id: 'oms-2026-000418',
        instrument_id: 'AAPL',
        side: 'SELL',
        quantity: '250',
        order_type: 'LIMIT',
        limit_price: '187.40',
        time_in_force: 'IOC',
        routing_objective: 'LOWEST_COST',
        exclude_venues: ['BATS'],
        constraints: { max_fee: '0.003', max_latency_ms: 50 },
        customer_id: 'C-1042',
        tag: 'rebalance',
      },
    ],
  });
export type SmartRoutingRequest = z.infer<typeof smartRoutingRequest>;

export const executionsReport = z
  .strictObject({
    executions: z
      .array(
        z.strictObject({
          execution_id: identifier(100).describe('The venue’s own: by it and the venue an execution is booked once.'),
          venue_id: identifier(100),
          quantity: decimalInput,
          price: decimalInput,
          fee: decimalInput
            .nullish()
            .describe('For the whole of it, negative is received; left out, the venue’s schedule says it.'),
          liquidity_flag: or(liquidityFlag, 'TAKE'),
          executed_at: instant.nullish().describe('Left out: now.'),
        }),
      )
      .max(1_000),
    done: or(z.boolean(), false).describe('That no more executions come: the order ends with what it has.'),
  })
  .refine((report) => report.executions.length > 0 || report.done, { path: ['executions'], message: 'reports nothing' })
  .meta({
    id: 'ExecutionsReport',
    description:
      'What an order system reports of a decision that it executed itself. Each execution is booked once by venue and id.',
    examples: [
      {
        executions: [{ execution_id: 'NY-88121', venue_id: 'XNYS', quantity: 100, price: '187.42' }],
        done: true,
      },
    ],
  });

export const replaceRequest = z
  .strictObject({
    quantity: decimalInput.nullish().describe('The whole of it, what is executed included.'),
    limit_price: decimalInput.nullish(),
    ...actRequest.shape,
  })
  .refine(({ quantity, limit_price }) => quantity != null || limit_price != null, {
    path: ['quantity'],
    message: 'asks for nothing: give quantity, limit_price or both',
  })
  .meta({
    id: 'ReplaceRequest',
    description:
      'What an order is to become: another quantity, another limit, or both. What is executed counts towards the new quantity. What rests is changed in its place where its venue can and it would rest there at the new terms; else it is canceled and sent anew.',
    examples: [{ quantity: 200, idempotency_key: '6b2f7a64-0c1d-4e6f-9a50-3f1f6b7c2d10' }],
  });

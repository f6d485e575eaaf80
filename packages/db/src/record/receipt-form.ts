import type { MeasuredMarket } from '@fairlead/core/market/nbbo';
import { type PriceE8, priceE8 } from '@fairlead/core/money/units';
import { UNSAID, type ValidOrder } from '@fairlead/core/order/request';
import type { ArrivalMarket, Receipt } from '@fairlead/core/order-life/order-event';
import {
  CAPACITY_CODES,
  CLASSIFICATION_CODES,
  MODE_CODES,
  NBBO_STATE_CODES,
  OBJECTIVE_CODES,
  ORDER_TYPE_CODES,
  SECURITY_CLASS_CODES,
  SOURCING_CODES,
  TIME_IN_FORCE_CODES,
  WISH_CODES,
} from './entry-codes.ts';
import {
  coded,
  counted,
  type Form,
  fields,
  fieldsWithLater,
  flag,
  listOf,
  orNull,
  priced,
  real,
  text,
  unusual,
  whole,
} from './form.ts';

/** What an order says of itself beyond the head of its entries. */
type Asked = Omit<ValidOrder, 'orderId' | 'instrumentId' | 'side'>;
type Unsaid = Omit<Asked, 'quantity' | 'orderType'>;

const USUAL: Unsaid = { ...UNSAID, venueCaps: [] };

const venueQuantity = fields<ValidOrder['manualAllocations'][number]>({ venueId: text, quantity: counted });
const venueCap = fields<ValidOrder['venueCaps'][number]>({ venueId: text, maxQuantity: counted });
const feeE8: Form<PriceE8> = { write: whole.write, read: (stored, frame) => priceE8(whole.read(stored, frame)) };
const constraints = fields<NonNullable<ValidOrder['constraints']>>({
  maxFeeE8: orNull(feeE8),
  minFillRate: orNull(real),
  maxLatencyMs: orNull(real),
  maxImpactBps: orNull(real),
});

/** Places are stored: a new field comes last. */
const unsaid = unusual<Unsaid>(USUAL, {
  limitPrice: orNull(priced),
  stopPrice: orNull(priced),
  timeInForce: coded(TIME_IN_FORCE_CODES),
  routingObjective: coded(OBJECTIVE_CODES),
  routingMode: coded(MODE_CODES),
  sourcing: coded(SOURCING_CODES),
  said: listOf(coded(WISH_CODES)),
  venuePreferences: listOf(text),
  excludeVenues: listOf(text),
  maxVenueSplit: orNull(whole),
  account: orNull(text),
  customerId: orNull(text),
  traderId: orNull(text),
  held: flag,
  directedVenue: orNull(text),
  capacity: coded(CAPACITY_CODES),
  locateId: orNull(text),
  tag: orNull(text),
  manualAllocations: listOf(venueQuantity),
  urgency: orNull(real),
  constraints: orNull(constraints),
  venueCaps: listOf(venueCap),
});

const best: Form<MeasuredMarket['bid']> = {
  write: (value) => value?.price ?? null,
  read: (stored, frame) => (stored === null ? null : { price: priced.read(stored, frame) }),
};
const odd = orNull(fields<NonNullable<ArrivalMarket['oddBid']>>({ price: priced, size: counted }));

export const arrivalForm = fields<ArrivalMarket>({
  state: orNull(coded(NBBO_STATE_CODES)),
  bid: best,
  ask: best,
  referenceBid: orNull(priced),
  referenceAsk: orNull(priced),
  oddBid: odd,
  oddAsk: odd,
});

/** A receipt without what stands in the head of its entry. */
interface HeadlessReceipt
  extends Pick<Receipt, 'requestHash' | 'classification' | 'arrival' | 'worstPrice' | 'securityClass'> {
  readonly quantity: Asked['quantity'];
  readonly orderType: Asked['orderType'];
  readonly asked: Unsaid;
}

const headless = fieldsWithLater<HeadlessReceipt>({
  quantity: counted,
  orderType: coded(ORDER_TYPE_CODES),
  asked: unsaid,
  requestHash: text,
  classification: coded(CLASSIFICATION_CODES),
  arrival: arrivalForm,
  worstPrice: orNull(priced),
  securityClass: orNull(coded(SECURITY_CLASS_CODES)),
});

/** The whole receipt, what the head of its entry says of it left out. Refuses a receipt of another order than the head's. */
export const receiptForm: Form<Receipt> = {
  write: (receipt, frame) => {
    const { orderId, instrumentId, side, quantity, orderType, ...asked } = receipt.order;
    const { clientId, simulated, routeOnly } = receipt;
    const { head } = frame;
    const isOfHead = clientId === head.clientId && orderId === head.orderId && instrumentId === head.instrumentId;
    if (!isOfHead || side !== head.side || simulated !== head.simulated || routeOnly !== head.routeOnly)
      throw new Error(`the receipt of ${orderId} in an entry of ${head.orderId}`);
    return headless.write({ ...receipt, quantity, orderType, asked }, frame);
  },
  read: (stored, frame) => {
    const { clientId, orderId, instrumentId, side, simulated, routeOnly } = frame.head;
    const { quantity, orderType, asked, ...receipt } = headless.read(stored, frame);
    return {
      ...receipt,
      clientId,
      simulated,
      routeOnly,
      order: { orderId, instrumentId, side, quantity, orderType, ...asked },
    };
  },
};

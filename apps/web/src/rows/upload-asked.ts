import { importFormat } from '@fairlead/contracts/import';
import { z } from 'zod';

const announced = z.object({ name: z.string(), bytes: z.number() });

/** Files that somebody means to bring; the router looks whether they may be. */
export const uploadAsked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ORDERS'),
    client_id: z.string(),
    format: importFormat,
    files: z.object({ orders: announced, routes: announced, executions: announced }),
  }),
  z.object({ kind: z.literal('PEERS'), files: z.array(announced) }),
]);
export type UploadAsked = z.infer<typeof uploadAsked>;

import { z } from 'zod';

/** Which of an order's names of persons: its `account` or its `customer_id`. */
const personKind = z.enum(['ACCOUNT', 'CUSTOMER']);
export type PersonKind = z.infer<typeof personKind>;

export const personErasure = z
  .strictObject({
    client_id: z.string().min(1).max(50),
    kind: personKind,
    name: z.string().min(1).max(100),
    reason: z.string().normalize().trim().min(1).max(500),
  })
  .meta({ id: 'PersonErasure', description: 'The name of a person, as a client gave it, to be erased.' });

export const personErased = z.object({ pseudonym: z.uuid() }).meta({
  id: 'PersonErased',
  description: 'By what name the record goes on speaking of a person whose own name is gone.',
});

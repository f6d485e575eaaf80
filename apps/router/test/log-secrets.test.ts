import { logWithoutSecrets } from '@fairlead/contracts/log-secrets';
import { apiKeyPrefix, newApiKey } from '@fairlead/db/api-key';
import { type Level, pino } from 'pino';
import { expect, it } from 'vitest';

/** The one line that a call of the log has written. */
function logged(say: (log: pino.Logger) => void): string {
  const lines: string[] = [];
  const level: Level = 'info';
  say(pino({ level, ...logWithoutSecrets() }, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

const SECRET = 'Zq7-hidden_9xT';

it.each(['authorization', 'x-api-key', 'cookie', 'password', 'token', 'account', 'customer_id'])(
  'a field %s is not logged, however deep it lies, and the rest of the line is',
  (field) => {
    const facts = { [field]: SECRET, order: 'o-1' };
    for (const said of [facts, { headers: facts }, { request: { headers: facts } }, { a: { b: { c: facts } } }]) {
      const line = logged((log) => log.warn(said, 'refused'));
      expect(line).not.toContain(SECRET);
      expect(line).toContain('"o-1"');
      expect(JSON.parse(line)).toMatchObject({ msg: 'refused' });
    }
  },
);

it.each([
  ['the address of a database', `connect to postgresql://fairlead:${SECRET}@db.example:5432/fairlead failed`],
  ['the address of Redis without a user', `redis://:${SECRET}@cache:6379 is away`],
  ['a connection string', `host=db password=${SECRET} user=me`],
  ['a token in an address', `GET /x?token=${SECRET}&page=2`],
  ['a bearer', `authorization: Bearer ${SECRET}`],
  ['a JWT', `eyJhbGciOiJFZERTQSJ9.${SECRET}.c2lnbmF0dXJl`],
])('%s is not logged in an error or a message', (_, text) => {
  const inError = logged((log) => log.error({ err: new Error(text), reason: text }, text));
  expect(inError).not.toContain(SECRET);
  expect(JSON.parse(inError)).toMatchObject({ level: 50 });
});

it('an API key is not logged, not even the part of it that tells keys apart', () => {
  const key = newApiKey();
  const line = logged((log) => log.info({ said: { text: `used ${key} twice` } }, `key ${key}`));
  expect(line).not.toContain(key);
  expect(line).not.toContain(apiKeyPrefix(key));
});

it('what a database says of the row that it refused is not logged, and what it refused it for is', () => {
  const error = Object.assign(new Error('duplicate key value'), { code: '23505', detail: `Key (account)=(${SECRET})` });
  const line = logged((log) => log.error({ err: error }, 'not written'));
  expect(line).not.toContain(SECRET);
  expect(JSON.parse(line)).toMatchObject({ err: { code: '23505', message: 'duplicate key value' } });
});

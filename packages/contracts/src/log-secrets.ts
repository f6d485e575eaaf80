/** Fields that no log keeps, wherever in a line's facts they stand: what lets somebody in, and what names a customer. */
const SECRET_FIELDS = [
  'account',
  'account_id',
  'api_key',
  'apiKey',
  'authorization',
  'cookie',
  'customer_id',
  'customerId',
  'password',
  'secret',
  'set-cookie',
  'token',
  'x-api-key',
] as const;
/** What a database says of an error beside its message: it holds the values of the row. */
const OF_DATABASE = ['detail', 'where', 'parameters'] as const;
const DEPTH_MOST = 4;

const CENSOR = '[redacted]';

/** What gives itself away in any text, the message of an error say: a key of ours, a token, a bearer, the password in an address. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/\bflk_[\w-]+/g, `flk_${CENSOR}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, CENSOR],
  [/\b(bearer|basic) +[\w.~+/=-]{8,}/gi, `$1 ${CENSOR}`],
  [/(:\/\/[^\s:@/"\\]*):[^\s@/"\\]+@/g, `$1:${CENSOR}@`],
  [/\b((?:password|pwd|secret|token|session_token)=)[^\s&;"'\\]+/gi, `$1${CENSOR}`],
];

/** A line of the log without the secrets that give themselves away. */
export function withoutSecrets(line: string): string {
  return SECRET_TEXTS.reduce((text, [secret, instead]) => text.replace(secret, instead), line);
}

/** How the processes' logs are made: what pino is given beside a level, so that no line of any of them holds a secret. */
export function logWithoutSecrets(): {
  redact: { paths: string[]; censor: string };
  hooks: { streamWrite: typeof withoutSecrets };
} {
  const paths = Array.from({ length: DEPTH_MOST }, (_, depth) => depth).flatMap((depth) => [
    ...SECRET_FIELDS.map((field) => `${'*.'.repeat(depth)}["${field}"]`.replace('.[', '[')),
  ]);
  return {
    redact: { paths: [...paths, ...OF_DATABASE.map((field) => `err.${field}`)], censor: CENSOR },
    hooks: { streamWrite: withoutSecrets },
  };
}

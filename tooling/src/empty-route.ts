import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

/**
 * What `npm run bench` compares the router with: a Fastify server whose one route reads a JSON body and answers with the same object every
 * time. `node empty-route.js PORT ANSWER.json`.
 */
const [port = '', path = ''] = process.argv.slice(2);
const answer: unknown = JSON.parse(readFileSync(path, 'utf8'));
const app = Fastify({ logger: false });
app.post('/empty', () => answer);
app.get('/health', () => ({}));
process.on('SIGTERM', () => void app.close());
await app.listen({ port: Number(port), host: '127.0.0.1' });

import type { Node } from 'oxc-parser';
import { isConfig, isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceTree } from '../source-tree.ts';
import { walk } from '../walk.ts';

const RUNNERS = new Set(['test', 'it', 'describe', 'suite', 'defineConfig']);
const SLEEPS = new Set(['sleep', 'delay', 'setTimeout', 'wait']);
const LOOPS = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement', 'ForOfStatement', 'ForInStatement']);

/** Tests neither sleep and hope, nor try again until they pass, nor leave others out. */
export function honestTests(tree: SourceTree): Finding[] {
  const findings: Finding[] = [];
  for (const source of tree.files.values()) {
    if (!isTest(source.path) && !isConfig(source.path)) continue;
    walk(source.program, (node, ancestors) => {
      const message = dishonesty(node, ancestors);
      if (message !== undefined)
        findings.push(findingIn(source, { rule: 'honest-tests', offset: node.start, message }));
    });
  }
  return findings;
}

function dishonesty(node: Node, ancestors: readonly Node[]): string | undefined {
  if (node.type === 'MemberExpression') return dishonestMember(node, ancestors.at(-1));
  if (node.type === 'Property') return retryOption(node, ancestors);
  if (node.type === 'AwaitExpression' && isFixedSleep(node) && !ancestors.some((one) => LOOPS.has(one.type))) {
    return 'a fixed sleep is too short on a slow day and too long on the others: wait for the thing itself';
  }
  return undefined;
}

function dishonestMember(
  node: Extract<Node, { type: 'MemberExpression' }>,
  parent: Node | undefined,
): string | undefined {
  if (node.property.type !== 'Identifier') return undefined;
  const { name } = node.property;
  if (name === 'waitForTimeout') return 'waitForTimeout is a fixed sleep: wait for what the page is to show';
  if (node.object.type !== 'Identifier' || !RUNNERS.has(node.object.name)) return undefined;
  if (name === 'only') return `${node.object.name}.only leaves every other test out`;
  if (name === 'retry') return 'a retried test hides what fails sometimes: mend it';
  const called = parent?.type === 'CallExpression' && parent.callee === node;
  const unconditional = called && parent.arguments.length > 0 && parent.arguments[0]?.type === 'Literal';
  if (name === 'skip' && unconditional) return 'skipped for good: say when and why with skipIf, or delete it';
  return undefined;
}

/** `retry: 2` given to a runner. Elsewhere the word is the program's own: jobs and orders are tried again. */
function retryOption(node: Extract<Node, { type: 'Property' }>, ancestors: readonly Node[]): string | undefined {
  if (node.key.type !== 'Identifier' || !['retry', 'retries'].includes(node.key.name)) return undefined;
  const call = ancestors.at(-2);
  if (call?.type !== 'CallExpression' || !RUNNERS.has(rootName(call.callee))) return undefined;
  const none = node.value.type === 'Literal' && node.value.value === 0;
  return none ? undefined : 'a retried test hides what fails sometimes: mend it';
}

function rootName(callee: Node): string {
  if (callee.type === 'MemberExpression') return rootName(callee.object);
  return callee.type === 'Identifier' ? callee.name : '';
}

/** `await sleep(…)`, or a promise made only around a timer. A loop that asks again is waiting for something. */
function isFixedSleep(node: Extract<Node, { type: 'AwaitExpression' }>): boolean {
  const { argument } = node;
  if (argument.type === 'CallExpression')
    return argument.callee.type === 'Identifier' && SLEEPS.has(argument.callee.name);
  if (argument.type !== 'NewExpression' || argument.callee.type !== 'Identifier') return false;
  const [executor] = argument.arguments;
  if (argument.callee.name !== 'Promise' || executor?.type !== 'ArrowFunctionExpression') return false;
  const body: Node = executor.body;
  const only = body.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : body;
  const call = only?.type === 'ExpressionStatement' ? only.expression : only;
  return call?.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === 'setTimeout';
}

import { type Node, visitorKeys } from 'oxc-parser';

/** Called for each node with its ancestors, the nearest one last. */
export type Visit = (node: Node, ancestors: readonly Node[]) => void;

/** Visits a syntax tree in the order of the text. */
export function walk(root: Node, visit: Visit): void {
  const ancestors: Node[] = [];
  const enter = (node: Node): void => {
    visit(node, ancestors);
    ancestors.push(node);
    for (const key of visitorKeys[node.type] ?? []) {
      const child: unknown = Reflect.get(node, key);
      for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) enter(one);
    }
    ancestors.pop();
  };
  enter(root);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

import 'server-only';

// Next loads a module once for pages and once for routes; what holds connections must be one for the whole process.
const kept: Map<string, unknown> = (() => {
  const name = Symbol.for('fairlead.web.process-wide');
  const found: unknown = Reflect.get(globalThis, name);
  if (found instanceof Map) return found;
  const made = new Map<string, unknown>();
  Reflect.set(globalThis, name, made);
  return made;
})();

/** Makes a thing at its first use and gives the same one ever after, in every bundle of this process. */
export function processWide<Thing>(name: string, make: () => Thing): () => Thing {
  return () => {
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name) as Thing;
  };
}

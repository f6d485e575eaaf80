interface Route {
  readonly methods: readonly string[];
  readonly segments: readonly string[];
}

/** What is registered at which address: what the router of the server does not tell. */
export class RouteTable {
  readonly #routes: Route[] = [];
  readonly #names = new Map<string, ReadonlySet<string>>();

  /** Notes a route by its pattern, as `/a/:b`. */
  add(methods: readonly string[], pattern: string): void {
    this.#routes.push({ methods, segments: pattern.split('/') });
    this.#names.clear();
  }

  /** The methods that an address takes, sorted; an address that is registered as it is written counts before patterns. */
  methodsAt(path: string): string[] {
    const segments = path.split('/');
    const exact = this.#routes.filter((route) => matches(route.segments, segments));
    const found = exact.length > 0 ? exact : this.#routes.filter((route) => this.#isMet(route.segments, segments));
    return [...new Set(found.flatMap(({ methods }) => methods))].sort();
  }

  /** The names that stand directly below an address: no id that has its place there may be one of them. */
  namesBelow(base: string): ReadonlySet<string> {
    const known = this.#names.get(base);
    if (known !== undefined) return known;
    const start = base.split('/');
    const below = this.#routes.filter(({ segments }) => matches(segments.slice(0, start.length), start));
    const names = new Set(
      below.flatMap(({ segments }) => segments[start.length] ?? []).filter((name) => !isParameter(name)),
    );
    this.#names.set(base, names);
    return names;
  }

  /** True where a pattern stands for an address; a name that stands in the place of a parameter is no value of it. */
  #isMet(pattern: readonly string[], segments: readonly string[]): boolean {
    if (pattern.length !== segments.length) return false;
    return pattern.every((each, index) => {
      const segment = segments[index] ?? '';
      if (!isParameter(each)) return each === segment;
      return segment !== '' && !this.namesBelow(pattern.slice(0, index).join('/')).has(segment);
    });
  }
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.length === segments.length && pattern.every((each, index) => each === segments[index]);
}

function isParameter(segment: string): boolean {
  return segment.startsWith(':');
}

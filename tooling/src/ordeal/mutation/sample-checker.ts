import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type Checker, type CheckResult, CheckStatus } from '@stryker-mutator/api/check';
import type { Mutant, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { z } from 'zod';
import { ROOT } from '../../root.ts';
import { asReported, mutantKey } from './mutant.ts';

const options = z.object({ sample: z.object({ kept: z.string() }) });
const keys = z.array(z.string());

/** Turns away every mutant that is not in the sample: Stryker itself can be told which places to change, not which mutants to try. */
class SampleChecker implements Checker {
  readonly #kept: ReadonlySet<string>;

  constructor(kept: ReadonlySet<string>) {
    this.#kept = kept;
  }

  async init(): Promise<void> {}

  async check(mutants: Mutant[]): Promise<Record<string, CheckResult>> {
    return Object.fromEntries(mutants.map((each) => [each.id, this.#resultOf(each)]));
  }

  async group(mutants: Mutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }

  #resultOf(each: Mutant): CheckResult {
    if (this.#kept.has(mutantKey(relative(ROOT, each.fileName), asReported(each))))
      return { status: CheckStatus.Passed };
    return { status: CheckStatus.CompileError, reason: 'not in the sample' };
  }
}

function sampleChecker(given: StrykerOptions): SampleChecker {
  const { kept } = options.parse(given).sample;
  return new SampleChecker(new Set(keys.parse(JSON.parse(readFileSync(kept, 'utf8')))));
}
sampleChecker.inject = tokens(commonTokens.options);

/** What Stryker looks for in a plug-in. */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.Checker, 'sample', sampleChecker)];

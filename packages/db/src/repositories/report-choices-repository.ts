import type { ChosenValue, ChosenValues, ReportChoiceName } from '@fairlead/core/report/report-choice';
import type { ReportKind } from '@fairlead/core/report/report-kind';
import { err, ok, type Result } from '@fairlead/core/result';
import type { KnownChoice } from '@fairlead/rule606/choice/choice-definition';
import { KNOWN_CHOICES } from '@fairlead/rule606/known-choice/known-choices';
import type pg from 'pg';
import { microseconds, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';

/** What the firm chooses from a day on, where a report rests on what no public source was seen for. */
export interface ReportChoice {
  readonly name: ReportChoiceName;
  /** An ISO date. */
  readonly effective_from: string;
  readonly value: string;
  /** Where the firm has seen that it is so; null where nobody has. */
  readonly source: string | null;
}

/** A row as it is kept, with why, who has written it and when, in microseconds since 1970. */
export interface KeptChoice extends ReportChoice {
  readonly reason: string;
  readonly author_name: string;
  readonly created_at_us: number;
}

/** A choice with what holds of it on a day, and all that was chosen, the latest day first. */
export interface ReportChoiceState extends Pick<KnownChoice, 'name' | 'report' | 'note' | 'kind' | 'values'> {
  readonly today: ChosenValue;
  readonly rows: readonly KeptChoice[];
}

/** Keeps what the firm chooses, by day. Every write is one transaction with its audit record. */
export class ReportChoicesRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Every choice, with what holds of it on an ISO date. */
  async states(day: string): Promise<ReportChoiceState[]> {
    const { rows } = await this.#pool.query<KeptChoice>(`${CHOICES} order by name, effective_from desc`);
    return KNOWN_CHOICES.map((choice) => {
      const { name, report, note, kind, values } = choice;
      const chosen = rows.filter((row) => row.name === name);
      const holding = chosen.find(({ effective_from }) => effective_from <= day);
      return { name, report, note, kind, values, today: holds(choice, holding), rows: chosen };
    });
  }

  /** What holds on an ISO date of every choice that a kind of report rests on, for a run to keep. */
  async holding(kind: ReportKind, day: string): Promise<ChosenValues> {
    const states = (await this.states(day)).filter(({ report }) => report === kind);
    return Object.fromEntries(states.map(({ name, today }) => [name, today]));
  }

  /** Keeps a choice, in the place of that of the same day. */
  set(given: ReportChoice, writer: RiskWriter): Promise<Result<RiskStep<KeptChoice>, 'VALUE_UNKNOWN'>> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('report_choices'))");
      const earlier = await earlierChange<KeptChoice>(client, writer);
      if (earlier !== null) return ok({ done: earlier.after, auditId: writer.auditId });
      const { name, effective_from, source } = given;
      const value = KNOWN_CHOICES.find((choice) => choice.name === name)?.textOf(given.value) ?? null;
      if (value === null) return err('VALUE_UNKNOWN');
      const before = (await client.query<KeptChoice>(OF_DAY, [name, effective_from])).rows[0] ?? null;
      await client.query(SET, [name, effective_from, value, source, writer.reason, writer.name, writer.atUs]);
      const [after] = (await client.query<KeptChoice>(OF_DAY, [name, effective_from])).rows;
      if (after === undefined) throw new Error(`the choice ${name} of ${effective_from} is gone`);
      const change = { action: 'report.choice', subjectType: 'report_choices', subjectId: name } as const;
      await auditChange(client, writer, { ...change, before, after });
      return ok({ done: after, auditId: writer.auditId });
    });
  }
}

function holds({ initial }: KnownChoice, row: KeptChoice | undefined): ChosenValue {
  if (row === undefined) return { value: initial, source: null, effective_from: null };
  const { value, source, effective_from } = row;
  return { value, source, effective_from };
}

const CHOICES = `select name, effective_from::text as effective_from, value, source, reason, author_name,
  ${microseconds('created_at')} as created_at_us from report_choices`;
const OF_DAY = `${CHOICES} where name = $1 and effective_from = $2::date`;
const SET = `insert into report_choices (name, effective_from, value, source, reason, author_name, created_at)
values ($1, $2::date, $3, $4, $5, $6, ${timestamp('$7')})
on conflict (name, effective_from) do update set value = excluded.value, source = excluded.source, reason = excluded.reason,
  author_name = excluded.author_name, created_at = excluded.created_at`;

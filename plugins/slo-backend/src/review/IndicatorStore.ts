import { DatabaseService } from '@backstage/backend-plugin-api';
import {
  SloIndicator,
  sloIndicatorSchema,
} from '@goreliable/plugin-slo-common';
import { Knex } from 'knex';
import { z } from 'zod';

/** What the SLOs of one source measure, by their ids; `null` where its rules do not tell. */
export type SourceIndicators = Readonly<Record<string, SloIndicator | null>>;

/** Objectives that are told by alerts only, from 0 to 1, by the ids of SLOs. */
export type ToldObjectives = Readonly<Record<string, number>>;

/** Keeps what rules tell of SLOs, for all replicas and across restarts. */
export interface IndicatorStore {
  /** Changes whenever what is known does. */
  revision(): Promise<string>;
  /** Of every SLO of which it is known, by its id. */
  indicators(): Promise<Map<string, SloIndicator>>;
  /** @returns `undefined` for a source that has never been asked */
  source(
    name: string,
  ): Promise<{ askedAtMs: number; indicators: SourceIndicators } | undefined>;
  /** Of a source; none of one that has never been asked. */
  objectives(name: string): Promise<ToldObjectives>;
  save(
    name: string,
    askedAtMs: number,
    indicators: SourceIndicators,
    objectives?: ToldObjectives,
  ): Promise<void>;
  /** Drops the sources that are not configured any more. */
  keepOnly(names: readonly string[]): Promise<void>;
}

interface IndicatorRow {
  source: string;
  revision: number;
  asked_at: string;
  document: string;
}

const documentSchema = z.object({
  indicators: z.record(z.string(), sloIndicatorSchema.nullable()),
  objectives: z.record(z.string(), z.number()),
});

interface Told {
  indicators: SourceIndicators;
  objectives: ToldObjectives;
}

const nothing: Told = { indicators: {}, objectives: {} };

/**
 * The store on the plugin's own database, SQLite or PostgreSQL. Its table is
 * made by the plugin's migrations, which have to have run.
 */
export class DatabaseIndicatorStore implements IndicatorStore {
  static async create(
    database: DatabaseService,
  ): Promise<DatabaseIndicatorStore> {
    return new DatabaseIndicatorStore(await database.getClient());
  }

  /** Read once for each revision: snapshots are made far more often. */
  private readonly known = new Map<string, { revision: number; told: Told }>();

  private constructor(private readonly knex: Knex) {}

  async revision(): Promise<string> {
    const rows = await this.knex<IndicatorRow>('slo_indicators')
      .select('source', 'revision')
      .orderBy('source');
    return rows
      .map(({ source, revision }) => `${source}:${revision}`)
      .join(' ');
  }

  async indicators(): Promise<Map<string, SloIndicator>> {
    const rows = await this.knex<IndicatorRow>('slo_indicators');
    return new Map(
      rows.flatMap(row =>
        Object.entries(this.read(row).indicators).flatMap(
          ([id, indicator]): [string, SloIndicator][] =>
            indicator ? [[id, indicator]] : [],
        ),
      ),
    );
  }

  async source(name: string) {
    const row = await this.knex<IndicatorRow>('slo_indicators')
      .where({ source: name })
      .first();
    return (
      row && {
        askedAtMs: Date.parse(row.asked_at),
        indicators: this.read(row).indicators,
      }
    );
  }

  async objectives(name: string): Promise<ToldObjectives> {
    const row = await this.knex<IndicatorRow>('slo_indicators')
      .where({ source: name })
      .first();
    return row ? this.read(row).objectives : {};
  }

  async save(
    name: string,
    askedAtMs: number,
    indicators: SourceIndicators,
    objectives: ToldObjectives = {},
  ) {
    const document = JSON.stringify({ indicators, objectives });
    const asked_at = new Date(askedAtMs).toISOString();
    await this.knex.transaction(async transaction => {
      const table = () => transaction<IndicatorRow>('slo_indicators');
      await table()
        .insert({ source: name, revision: 0, asked_at, document: '{}' })
        .onConflict('source')
        .ignore();
      const row = await table().where({ source: name }).first();
      await table()
        .where({ source: name })
        .update({
          asked_at,
          document,
          // Nobody has to look again at what has stayed the same.
          ...(row?.document !== document && {
            revision: transaction.raw('revision + 1'),
          }),
        });
    });
  }

  async keepOnly(names: readonly string[]): Promise<void> {
    await this.knex<IndicatorRow>('slo_indicators')
      .whereNotIn('source', [...names])
      .delete();
  }

  /** What an older or newer version has stored differently is asked for again. */
  private read({ source, revision, document }: IndicatorRow): Told {
    const known = this.known.get(source);
    if (known?.revision === revision) {
      return known.told;
    }
    const parsed = documentSchema.safeParse(JSON.parse(document));
    const told = parsed.success ? parsed.data : nothing;
    this.known.set(source, { revision, told });
    return told;
  }
}

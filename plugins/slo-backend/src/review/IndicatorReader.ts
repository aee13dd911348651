import { Slo } from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { Clock } from '../ports';
import { SharedFetches } from '../series/SharedFetches';
import {
  askIndicator,
  IndicatorFacts,
  IndicatorSource,
  unknownRules,
} from './askIndicator';

/** Rules and traffic change slowly, and everybody who looks is told the same. */
const rememberForMs = 5 * 60_000;
/** What failed is asked again sooner. */
const retryAfterMs = 30_000;
const mostRemembered = 1_000;

/**
 * Finds out what is behind an SLO's series: the queries and alerts that are
 * loaded in its source, how many events they see, and which buckets there are.
 */
export class IndicatorReader {
  private readonly remembered = new Map<
    string,
    { facts: IndicatorFacts; untilMs: number }
  >();
  private readonly fetches = new SharedFetches<IndicatorFacts>();

  constructor(
    private readonly sources: ReadonlyMap<string, IndicatorSource>,
    private readonly now: Clock,
  ) {}

  /** @param status - a source that is down is not asked */
  async read(
    slo: Slo,
    status: SourceStatus,
    signal?: AbortSignal,
  ): Promise<IndicatorFacts> {
    const known = this.remembered.get(slo.id);
    if (known && this.now() < known.untilMs) {
      return known.facts;
    }
    const source = this.sources.get(slo.source);
    if (!source || status.state === 'unreachable') {
      return (
        known?.facts ?? unknownRules(`${slo.source} does not answer at present`)
      );
    }
    return await this.fetches.fetch(
      slo.id,
      async shared => {
        const facts = await askIndicator(
          source,
          slo,
          this.now() / 1000,
          shared,
        );
        this.remember(slo.id, facts);
        return facts;
      },
      signal,
    );
  }

  private remember(id: string, facts: IndicatorFacts) {
    this.remembered.delete(id);
    if (this.remembered.size >= mostRemembered) {
      const [oldest] = this.remembered.keys();
      this.remembered.delete(oldest);
    }
    const forMs = facts.missing.length > 0 ? retryAfterMs : rememberForMs;
    this.remembered.set(id, { facts, untilMs: this.now() + forMs });
  }
}

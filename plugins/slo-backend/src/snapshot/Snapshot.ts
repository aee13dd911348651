import { Slo, SloOverview } from '@goreliable/plugin-slo-common';
import { PreparedAnswer } from './PreparedAnswer';

/** Entities and teams that are looked at between two refreshes. */
const mostViews = 500;

/** Everything that is known, ready to be handed out. */
export class Snapshot {
  private readonly byId: ReadonlyMap<string, Slo>;
  private readonly views = new Map<string, PreparedAnswer>();
  private wholeAnswer?: PreparedAnswer;

  constructor(readonly overview: SloOverview) {
    this.byId = new Map(overview.slos.map(slo => [slo.id, slo]));
  }

  slo(id: string): Slo | undefined {
    return this.byId.get(id);
  }

  /** For those who may see everything. */
  whole(): PreparedAnswer {
    this.wholeAnswer ??= new PreparedAnswer(this.overview);
    return this.wholeAnswer;
  }

  /**
   * A part of it. People who may see the same share it: it is made once for
   * each different key.
   *
   * @param key - names what `isVisible` goes by
   */
  view(key: string, isVisible: (slo: Slo) => boolean): PreparedAnswer {
    const known = this.views.get(key);
    if (known) {
      return known;
    }
    const slos = this.overview.slos.filter(isVisible);
    const policies = new Set(slos.map(policyOf));
    const answer = new PreparedAnswer({
      ...this.overview,
      alertPolicies: this.overview.alertPolicies.filter(policy =>
        policies.has(policyOf(policy)),
      ),
      slos,
    });
    if (this.views.size >= mostViews) {
      const [oldest] = this.views.keys();
      this.views.delete(oldest);
    }
    this.views.set(key, answer);
    return answer;
  }
}

const policyOf = (of: { periodDays: number; tool?: string }) =>
  `${of.tool} ${of.periodDays}`;

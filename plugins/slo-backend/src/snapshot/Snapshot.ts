import {
  Slo,
  SloOverview,
  SpecFileProblem,
} from '@goreliable/plugin-slo-common';
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
    const answer = new PreparedAnswer(partOf(this.overview, isVisible));
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

/** What somebody may see of an overview. */
export function partOf(
  overview: SloOverview,
  isVisible: (slo: Slo) => boolean,
): SloOverview {
  const { specProblems, ...rest } = overview;
  const slos = overview.slos.filter(isVisible);
  const policies = new Set(slos.map(policyOf));
  const problems = (specProblems ?? []).filter(problem =>
    isVisible(standInOf(problem)),
  );
  return {
    ...rest,
    alertPolicies: overview.alertPolicies.filter(policy =>
      policies.has(policyOf(policy)),
    ),
    ...(problems.length > 0 && { specProblems: problems }),
    slos,
  };
}

/** Who may see the SLOs of an entity may see what is wrong with its files. */
function standInOf({ entityRef, owners }: SpecFileProblem): Slo {
  return {
    id: '',
    source: '',
    service: '',
    name: '',
    periodDays: 30,
    windows: [],
    state: 'no-data',
    reason: { code: 'not-recorded' },
    owners,
    ...(entityRef !== undefined && { entityRef }),
  };
}

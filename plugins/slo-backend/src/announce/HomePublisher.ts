import { HomeStatesService } from '@goreliable/plugin-home-node';
import {
  overdueReviewsInWords,
  rollUp,
  rollUpInWords,
  Slo,
  SloOverview,
  sloReadPermission,
  SloRollUp,
} from '@goreliable/plugin-slo-common';
import { Clock } from '../ports';

type Publication = Parameters<HomeStatesService['publish']>[0];

/** Unchanged states are told again this often, so that their age stays true. */
const repeatAfterMs = 5 * 60_000;

/** The landing page takes no longer line. */
const longestSummary = 200;

/** Puts the state of every entity that has SLOs on the landing page. */
export class HomePublisher {
  private last?: { digest: string; atMs: number };

  constructor(
    private readonly home: Pick<HomeStatesService, 'publish'>,
    private readonly now: Clock,
  ) {}

  /**
   * @param isNews - whether a state has changed: another replica may have told of
   *   another one since, so that the same as this one told last is news again
   * @throws what the landing page's backend answers with; the next call tries again
   */
  async publish(overview: SloOverview, isNews: boolean): Promise<void> {
    const publication = toPublication(overview, this.now());
    const digest = JSON.stringify([
      publication.states.map(state => ({ ...state, asOf: undefined })),
      overview.sources.map(({ name, state }) => [name, state]),
    ]);
    const isTold =
      !isNews &&
      this.last?.digest === digest &&
      this.now() - this.last.atMs < repeatAfterMs;
    if (!isTold) {
      await this.home.publish(publication);
      this.last = { digest, atMs: this.now() };
    }
  }
}

function toPublication(overview: SloOverview, now: number): Publication {
  const byEntity = new Map<string, Slo[]>();
  for (const slo of overview.slos) {
    if (slo.entityRef !== undefined) {
      const slos = byEntity.get(slo.entityRef) ?? [];
      byEntity.set(slo.entityRef, [...slos, slo]);
    }
  }
  return {
    source: 'slo',
    permission: {
      name: sloReadPermission.name,
      resourceType: sloReadPermission.resourceType,
    },
    sources: overview.sources,
    states: [...byEntity].map(([entityRef, slos]) => {
      const sum = rollUp(slos);
      return {
        entityRef,
        state: sum.state,
        summary: summaryOf(sum, slos, now),
        href: `/slo/${sum.mostUrgent!.id}`,
        asOf: sum.asOf ?? new Date(now).toISOString(),
      };
    }),
  };
}

/** How the SLOs stand, and whether somebody should look at what they are worth. */
function summaryOf(sum: SloRollUp, slos: readonly Slo[], now: number): string {
  const overdue = overdueReviewsInWords(slos, now);
  return overdue === undefined
    ? shortened(rollUpInWords(sum), longestSummary)
    : `${shortened(
        rollUpInWords(sum),
        longestSummary - overdue.length - 2,
      )}; ${overdue}`;
}

function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

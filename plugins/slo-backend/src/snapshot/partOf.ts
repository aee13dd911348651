import {
  Slo,
  SloOverview,
  SpecFileProblem,
} from '@goreliable/plugin-slo-common';

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

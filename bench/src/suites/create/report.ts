import type { SuiteReport } from '../../report';

const goal = { kind: 'at-most', limit: 5_000 } as const;

/** A service that was made, in ms from the click on _Create_. */
export interface Creation {
  /** Until the links to all that was made could be seen. */
  readonly linksMs: number;
  /** Until the service ran and was scraped, with its pull request merged by the robot. */
  readonly runningMs: number;
}

/** The figures of the suite; the goal is for the slowest creation, too. */
export function reportCreations(found: readonly Creation[]): SuiteReport {
  const links = found.map(({ linksMs }) => linksMs);
  return {
    comparedWith: '–',
    notes: [
      'A Go service made through the form in Chromium, in a whole lab that does nothing else but',
      'what it always does: from the click on Create until the links to the entity, the repository,',
      'the pull request and the SLOs can be seen. Each round makes another service, and begins when',
      'that of the round before has been built and runs.',
    ],
    measurements: [
      { what: 'from click to links', unit: 'ms', ours: links, goal },
      {
        what: 'the slowest of all rounds',
        unit: 'ms',
        ours: [Math.max(...links)],
        goal,
      },
      {
        what: 'from click to running and scraped',
        unit: 'ms',
        ours: found.map(({ runningMs }) => runningMs),
      },
    ],
  };
}

import { Slo } from '@goreliable/plugin-slo-common';

/** The state of an SLO in one or two words, which say more than the state's own name. */
export function stateWords({ reason }: Pick<Slo, 'reason'>): string {
  switch (reason.code) {
    case 'burning':
      return reason.severity === 'page' ? 'Burning fast' : 'Burning';
    case 'budget-spent':
      return 'Spent';
    case 'within-objective':
      return 'OK';
    case 'no-traffic':
      return 'No traffic';
    case 'vanished':
      return 'Vanished';
    case 'sample-old':
      return 'Stale';
    case 'not-loaded':
      return 'Not recorded';
    default:
      return 'No data';
  }
}

/** Whether its numbers are the last that were known, and say nothing of the present. */
export function isOutOfDate({ state }: Pick<Slo, 'state'>): boolean {
  return state === 'stale' || state === 'no-data';
}

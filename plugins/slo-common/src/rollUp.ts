import { compareHealth, worstHealth } from '@goreliable/upstream-common';
import { Slo } from './schema';
import { SloState } from './state';

/**
 * Orders SLOs by how much they need somebody: the worse state first, then the
 * smaller budget (an unknown one after the known), then by name.
 */
export function compareUrgency(a: Slo, b: Slo): number {
  return (
    compareHealth(a.state, b.state) ||
    compareBudget(a.budgetRemaining, b.budgetRemaining) ||
    compareText(a.service, b.service) ||
    compareText(a.name, b.name) ||
    compareText(a.id, b.id)
  );
}

function compareBudget(a: number | undefined, b: number | undefined): number {
  if (a === b) {
    return 0;
  }
  if (a === undefined) {
    return 1;
  }
  return b === undefined ? -1 : a - b;
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * Whether an SLO belongs to an entity: to a component as its own, to a system
 * through its parts, to a group or user through what they own.
 *
 * @param entityRef - full and in lower case
 */
export function belongsTo(slo: Slo, entityRef: string): boolean {
  return (
    slo.entityRef === entityRef ||
    slo.system === entityRef ||
    slo.owners.includes(entityRef)
  );
}

/** What several SLOs say together, for an entity or a system. */
export interface SloRollUp {
  /** The worst of them; `no-data` if there are none. */
  state: SloState;
  /** Number of SLOs by state; states that do not occur are absent. */
  counts: Partial<Record<SloState, number>>;
  total: number;
  /** The one to look at first. */
  mostUrgent?: Slo;
  /** ISO 8601 time of the oldest sample among them; absent if one has none. */
  asOf?: string;
}

/** Sums several SLOs up. An unknown one is never hidden behind a healthy one. */
export function rollUp(slos: readonly Slo[]): SloRollUp {
  const counts: SloRollUp['counts'] = {};
  for (const { state } of slos) {
    counts[state] = (counts[state] ?? 0) + 1;
  }
  const sampleTimes = slos.map(slo => slo.sampleAt);
  const result: SloRollUp = {
    state: worstHealth(slos.map(slo => slo.state)) as SloState,
    counts,
    total: slos.length,
  };
  if (slos.length > 0) {
    result.mostUrgent = slos.reduce((a, b) =>
      compareUrgency(a, b) <= 0 ? a : b,
    );
    if (sampleTimes.every(time => time !== undefined)) {
      result.asOf = sampleTimes.reduce((a, b) => (a! <= b! ? a : b));
    }
  }
  return result;
}

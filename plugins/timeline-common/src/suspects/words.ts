import { TimelineKind, TimelineScopeEntity } from '../types';

const nonBreaking = '\u00a0';

/** A length of time in its largest units: `40 s`, `12 m`, `1 h 10 m`. */
export function spanInWords(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  if (seconds < 90) {
    return `${seconds}${nonBreaking}s`;
  }
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) {
    return `${minutes}${nonBreaking}m`;
  }
  return rest === 0
    ? `${hours}${nonBreaking}h`
    : `${hours}${nonBreaking}h ${rest}${nonBreaking}m`;
}

/** The time before an onset as people say it: `the hour`, `the 90 minutes`, `the day`. */
export function windowInWords(minutes: number): string {
  switch (minutes) {
    case 60:
      return 'the hour';
    case 24 * 60:
      return 'the day';
    default:
      return minutes % 60 === 0
        ? `the ${minutes / 60} hours`
        : `the ${minutes} minutes`;
  }
}

/** The name in an entity reference. */
export function nameIn(entityRef: string): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}

/** What an event of each kind is, with its article. */
export const kindNouns: Record<TimelineKind, string> = {
  deploy: 'a deploy',
  rollout: 'a step of a rollout',
  config: 'a change of configuration',
  scale: 'a scaling',
  alert: 'an alert',
  incident: 'an incident',
  promotion: 'a promotion',
  drift: 'a drift finding',
  scenario: 'a scenario of the lab',
  slo: 'a burning objective',
  scaffold: 'a creation',
};

const noSteps: Record<string, (name: string) => string> = {
  hasPart: name => `a part of ${name}`,
  ownerOf: name => `owned by ${name}`,
  parentOf: name => `below ${name}`,
  apiProvidedBy: name => `which provides ${name}`,
};

/**
 * Where an entity is, seen from the one that was asked about.
 *
 * @param path - from the one asked about to this one
 */
export function placeInWords(
  { hops, via, relation = '' }: TimelineScopeEntity,
  path: readonly string[],
): string {
  const name = nameIn(path[path.length - 1]);
  if (via === undefined) {
    return `on ${name} itself`;
  }
  if (hops === 0) {
    const connection = noSteps[relation]?.(nameIn(via));
    return connection ? `on ${name}, ${connection}` : `on ${name}`;
  }
  const steps = hops === 1 ? '1 step' : `${hops} steps`;
  return `on ${name}, ${steps} away: ${path.map(nameIn).join(' → ')}`;
}

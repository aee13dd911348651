import { Slo, sloIdOf, SloSpec } from '@goreliable/plugin-slo-common';
import { ServicePlace } from './ServicePlaces';

/** An SLO as it would be known if it were recorded: what permissions are decided by. */
export function proposedSlo(
  spec: Pick<SloSpec, 'service' | 'name' | 'periodDays'> & {
    objective?: number;
  },
  { entityRef, owners, system }: ServicePlace,
  source: string,
): Slo {
  const { service, name, objective, periodDays } = spec;
  return {
    id: sloIdOf({ source, service, name }),
    source,
    service,
    name,
    ...(objective !== undefined && { objective }),
    periodDays,
    windows: [],
    state: 'no-data',
    reason: { code: 'not-recorded' },
    owners,
    ...(entityRef && { entityRef }),
    ...(system && { system }),
  };
}

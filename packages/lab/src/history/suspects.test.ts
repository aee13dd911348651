import {
  burnRate,
  findOnset,
  planSeriesRange,
  seriesTimestamps,
  suspectWindowMinutes,
} from '@goreliable/plugin-slo-common';
import {
  rankSuspects,
  timelineEventInputSchema,
  TimelineScopeEntity,
} from '@goreliable/plugin-timeline-common';
import type { LabService } from '../context';
import { releaseEvent } from '../platform/releaseEvents';
import { scenarios } from '../scenarios/scenarios';
import { errorRatios, judgedEvents } from './errorRatio';
import { pastIncidents, type PastIncident } from './incidents';
import { pastEvents } from './pastEvents';
import { serviceProfiles } from './profiles';
import { simulate } from './simulate';

const hour = 3_600;
const day = 24 * hour;
const until = Date.UTC(2026, 4, 5, 12) / 1000;
const simulated = { from: until - 60 * day, to: until };
const incidents = pastIncidents(until);
const events = pastEvents(until).map(event =>
  timelineEventInputSchema.parse(event),
);

const ref = (service: string) => `component:default/${service}`;

/** The service with what it depends on in the catalog. */
function scopeOf(service: LabService): TimelineScopeEntity[] {
  const own = { entityRef: ref(service), hops: 0 };
  return service === 'gateway'
    ? [
        own,
        {
          entityRef: ref('order-service'),
          hops: 1,
          via: own.entityRef,
          relation: 'dependsOn',
        },
      ]
    : [own];
}

const objectives: Record<string, number> = {
  'requests-availability': 0.999,
  'requests-latency': 0.99,
  'messages-success': 0.999,
  'messages-freshness': 0.95,
};

function sloOf({ service, fault }: PastIncident['effects'][number]): string {
  const kind = service === 'notification-worker' ? 'messages' : 'requests';
  const names = {
    requests: { failed: 'requests-availability', slow: 'requests-latency' },
    messages: { failed: 'messages-success', slow: 'messages-freshness' },
  };
  return names[kind][fault];
}

/** The onset as the portal finds it, in the 5m ratio that the history records. */
function onsetOf(
  incident: PastIncident,
  effect: PastIncident['effects'][number],
) {
  const { service } = effect;
  const slo = sloOf(effect);
  const profile = serviceProfiles.find(own => own.service === service)!;
  const history = simulate(profile, simulated, incidents, 'goreliable');
  const ratios = errorRatios(judgedEvents(history, slo)!, simulated.from);
  // What grows over a day is looked for further back, as the portal does.
  const isSlow = incident.shape === 'ramp';
  const anchor = incident.from + (isSlow ? 12 * hour : 600);
  const range = planSeriesRange(anchor - (isSlow ? 72 : 3) * hour, anchor, 900);
  const timestamps = seriesTimestamps(range);
  const objective = objectives[slo];
  const onset = findOnset(
    {
      timestamps,
      stepSeconds: range.stepSeconds,
      values: timestamps.map(at => burnRate(ratios.ratio(at, 300)!, objective)),
    },
    { burningAbove: 1, windowSeconds: 300, anchor },
  );
  if (onset.kind !== 'found') {
    throw new Error(`${incident.id} on ${service}: ${JSON.stringify(onset)}`);
  }
  return onset;
}

const effects = incidents.flatMap(incident =>
  incident.effects
    // A fiftieth is lost in what fails anyway.
    .filter(effect => effect.peak > 0.02 || incident.shape === 'ramp')
    .map(effect => ({
      incident,
      effect,
      name: `${incident.id}, ${effect.service} ${effect.fault}`,
    })),
);

describe('the incidents of the history', () => {
  it.each(effects)('$name: its cause is the first suspect', row => {
    const { incident, effect } = row;
    const onset = onsetOf(incident, effect);
    // What grows over a day is not to be seen in its first hours.
    const isSlow = incident.shape === 'ramp';
    const isHeld =
      onset.earliest <= incident.from && incident.from <= onset.latest;
    expect(isSlow || isHeld).toBe(true);
    const { suspects } = rankSuspects({
      entityRef: ref(effect.service),
      onset: {
        atMs: onset.at * 1000,
        earliestMs: onset.earliest * 1000,
        latestMs: onset.latest * 1000,
      },
      windowMinutes: suspectWindowMinutes(onset.shape),
      scope: scopeOf(effect.service),
      events,
      past: events,
    });
    expect(suspects[0]?.event.title).toBe(incident.cause.title);
  });
});

describe('the scenarios', () => {
  it.each(scenarios)(
    '$name: the release of its commit is the first suspect, also where others are released too',
    scenario => {
      const service = scenario.commit.repository;
      const commit = 'c'.repeat(40);
      const brokenAt = until - hour;
      const iso = (at: number) => new Date(at * 1000).toISOString();
      const release = (name: string, at: number, own: string) =>
        timelineEventInputSchema.parse(
          releaseEvent({
            service: name,
            released: {
              commit: own,
              version: '1.0.1',
              settingsDigest: '',
              settings: {},
              at: iso(at),
              sequence: at,
            },
            previous: undefined,
            author: 'Omar',
            subject: scenario.commit.message.split('\n')[0],
            repositoryUrl: `http://localhost:7020/goreliable/${name}`,
          }),
        );
      const began = timelineEventInputSchema.parse({
        id: `lab:scenario:${commit}:begin`,
        at: iso(brokenAt - 40),
        kind: 'scenario',
        severity: 'warning',
        entityRef: ref(service),
        title: `Scenario '${scenario.name}' began`,
        data: { phase: 'begin', scenario: scenario.name, commit },
      });
      const bad = release(service, brokenAt, commit);
      const told = [
        // The lab was started a quarter of an hour before.
        release(service, brokenAt - 900, 'a'.repeat(40)),
        release('gateway', brokenAt - 890, 'b'.repeat(40)),
        began,
        bad,
      ];
      for (const asked of [service, 'gateway'] as const) {
        const scope = scopeOf(asked);
        if (!scope.some(({ entityRef }) => entityRef === ref(service))) {
          continue;
        }
        const { suspects } = rankSuspects({
          entityRef: ref(asked),
          // Two scrapes and an evaluation later it shows.
          onset: {
            atMs: (brokenAt + 30) * 1000,
            earliestMs: (brokenAt - 45) * 1000,
            latestMs: (brokenAt + 45) * 1000,
          },
          windowMinutes: 60,
          scope,
          events: told,
        });
        expect(suspects[0].event).toEqual(bad);
        expect(suspects[0].related).toEqual([began]);
        expect(suspects[0].confidence).toBe('likely');
      }
    },
  );
});

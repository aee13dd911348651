import fc from 'fast-check';
import {
  database,
  event,
  gateway,
  minute,
  names,
  onset,
  onsetMs,
  orders,
  rank,
  scope,
} from './__testUtils__/ranking';
import { TimelineEvent, timelineKinds, TimelineScopeEntity } from '../types';
import { suspectListSchema } from './schema';

describe('an onset that is not known exactly', () => {
  const wide = { ...onset, latestMs: onsetMs + 5 * minute };

  it('leaves a change after the best guess a suspect, and one after the last possible moment not', () => {
    const events = [event('within', 4), event('after', 5.5)];
    const ranking = rank(events, { onset: wide });
    expect(names(ranking)).toEqual(['within']);
    expect(ranking.suspects[0].inWords).toContain(
      'at the moment the burn began, as far as that is known',
    );
    expect(ranking.cleared).toHaveLength(1);
    expect(rank(events).suspects).toEqual([]);
  });

  it('counts the window from the earliest possible moment', () => {
    const early = { ...onset, earliestMs: onsetMs - 30 * minute };
    const events = [event('a', -80)];
    expect(rank(events).suspects).toEqual([]);
    expect(names(rank(events, { onset: early }))).toEqual(['a']);
  });
});

describe('where something is', () => {
  it.each<[TimelineScopeEntity[], string]>([
    [[{ entityRef: gateway, hops: 0 }], 'on gateway itself'],
    [
      [
        { entityRef: 'system:default/edge', hops: 0 },
        {
          entityRef: gateway,
          hops: 0,
          via: 'system:default/edge',
          relation: 'hasPart',
        },
      ],
      'on gateway, a part of edge',
    ],
    [
      [
        { entityRef: 'group:default/team', hops: 0 },
        {
          entityRef: gateway,
          hops: 0,
          via: 'group:default/team',
          relation: 'ownerOf',
        },
      ],
      'on gateway, owned by team',
    ],
    [
      [
        { entityRef: 'component:default/app', hops: 0 },
        {
          entityRef: 'api:default/gw',
          hops: 1,
          via: 'component:default/app',
          relation: 'consumesApi',
        },
        {
          entityRef: gateway,
          hops: 1,
          via: 'api:default/gw',
          relation: 'apiProvidedBy',
        },
      ],
      'on gateway, 1 step away: app → gw → gateway',
    ],
  ])('%#', (places, words) => {
    const [{ reasons }] = rank([event('a', -1)], {
      entityRef: places[0].entityRef,
      scope: places,
    }).suspects;
    expect(reasons.find(({ factor }) => factor === 'distance')?.text).toBe(
      words,
    );
  });
});

describe('always', () => {
  const events = fc
    .array(
      fc.record({
        kind: fc.constantFrom(...timelineKinds),
        severity: fc.constantFrom('info', 'warning', 'critical'),
        entityRef: fc.constantFrom(
          gateway,
          orders,
          database,
          'component:default/secret',
        ),
        minutes: fc.double({ min: -120, max: 60, noNaN: true }),
        commit: fc.constantFrom('a', 'b', undefined),
      }),
      { maxLength: 40 },
    )
    .map(list =>
      list.map(({ minutes, commit, ...rest }, index) =>
        event(String(index), minutes, {
          ...(rest as Partial<TimelineEvent>),
          data: commit ? { commit } : {},
        }),
      ),
    );

  it('nobody is suspected who came too late, too early, or is out of scope', () => {
    fc.assert(
      fc.property(events, list => {
        for (const { event: suspect } of rank(list).suspects) {
          const at = Date.parse(suspect.at);
          expect(at).toBeLessThanOrEqual(onset.latestMs);
          expect(at).toBeGreaterThanOrEqual(onset.earliestMs - 60 * minute);
          expect(suspect.entityRef).not.toContain('secret');
        }
      }),
    );
  });

  it('shares leave room for the unknown, and scores fall', () => {
    fc.assert(
      fc.property(events, list => {
        const { suspects } = rank(list);
        const shares = suspects.reduce((sum, { share }) => sum + share, 0);
        expect(shares).toBeLessThan(1);
        suspects.slice(1).forEach(({ score }, index) => {
          expect(score).toBeLessThanOrEqual(suspects[index].score);
        });
      }),
    );
  });

  it('the order in which events are told does not matter', () => {
    fc.assert(
      fc.property(events, list => {
        expect(names(rank([...list].reverse()))).toEqual(names(rank(list)));
      }),
    );
  });

  it('the answer fits the wire', () => {
    fc.assert(
      fc.property(events, list => {
        const answer = {
          ...rank(list),
          entityRef: gateway,
          onset: { at: '', earliest: '', latest: '' },
          windowMinutes: 60,
          scope: { entities: scope },
          notes: [],
        };
        expect(suspectListSchema.parse(answer)).toEqual(answer);
      }),
    );
  });
});

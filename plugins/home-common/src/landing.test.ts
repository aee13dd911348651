import fc from 'fast-check';
import { HealthState, healthStates } from '@goreliable/upstream-common';
import { ServiceFacts, countByState, toLandingServices } from './landing';
import { entityStateSchema, statePublicationSchema } from './schema';

const asOf = '2026-05-04T10:00:00.000Z';

function service(name: string): ServiceFacts {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    type: 'service',
  };
}

function says(source: string, states: Record<string, HealthState>) {
  return {
    source,
    sources: [],
    states: Object.entries(states).map(([name, state]) => ({
      entityRef: `component:default/${name}`,
      state,
      summary: `${source} says ${state}`,
      asOf,
    })),
  };
}

describe('toLandingServices', () => {
  it('puts what needs somebody first, the unknown before the healthy', () => {
    const services = toLandingServices(
      ['alpha', 'bravo', 'charlie', 'delta', 'echo'].map(service),
      [
        says('slo', {
          alpha: 'ok',
          bravo: 'critical',
          charlie: 'warning',
          delta: 'stale',
        }),
      ],
    );
    expect(services.map(({ title, state }) => `${title} ${state}`)).toEqual([
      'bravo critical',
      'charlie warning',
      'echo no-data',
      'delta stale',
      'alpha ok',
    ]);
  });

  it('shows the worst of what several plugins say, and all of it', () => {
    const [gateway] = toLandingServices(
      [service('gateway')],
      [
        says('slo', { gateway: 'ok' }),
        says('delivery', { gateway: 'warning' }),
      ],
    );
    expect(gateway.state).toBe('warning');
    expect(gateway.states.map(({ source }) => source)).toEqual([
      'delivery',
      'slo',
    ]);
  });

  it('never calls a service healthy of which nobody said so', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...healthStates), { maxLength: 4 }),
        states => {
          const [result] = toLandingServices(
            [service('gateway')],
            states.map((state, index) => says(`s${index}`, { gateway: state })),
          );
          return (
            (result.state === 'ok') ===
            (states.length > 0 && states.every(state => state === 'ok'))
          );
        },
      ),
    );
  });

  it('keeps every service and ignores states of entities that it does not show', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 20 }),
        names => {
          const result = toLandingServices(names.map(service), [
            says('slo', { 'not-shown': 'critical' }),
          ]);
          return (
            result.length === names.length &&
            countByState(result).reduce((sum, { count }) => sum + count, 0) ===
              names.length
          );
        },
      ),
    );
  });
});

describe('statePublicationSchema', () => {
  const state = {
    entityRef: 'Component:default/Gateway',
    state: 'ok',
    summary: 'All objectives hold',
    href: '/slo?service=gateway',
    asOf,
  };

  it('keeps references as the catalog does', () => {
    expect(entityStateSchema.parse(state).entityRef).toBe(
      'component:default/gateway',
    );
  });

  it.each([
    ['an address outside', { ...state, href: 'https://elsewhere.test' }],
    ['an address in disguise', { ...state, href: '//elsewhere.test' }],
    ['a partial reference', { ...state, entityRef: 'gateway' }],
    ['an unheard-of state', { ...state, state: 'fine' }],
    ['no words', { ...state, summary: '' }],
  ])('refuses %s', (_, wrong) => {
    expect(
      statePublicationSchema.safeParse({
        source: 'slo',
        states: [wrong],
        sources: [],
      }).success,
    ).toBe(false);
  });

  it('refuses to hear of an entity twice', () => {
    const result = statePublicationSchema.safeParse({
      source: 'slo',
      states: [state, { ...state, entityRef: 'component:default/gateway' }],
      sources: [],
    });
    expect(result.error?.issues[0].message).toMatch(/may stand there once/);
  });
});

import { readOwnPolicies } from './useOwnPolicies';

const read = (query: string) => readOwnPolicies(new URLSearchParams(query));

describe('alert windows in the address', () => {
  it('are those that can be tried', () => {
    expect(
      read('windows=page-1h-5m-14.4&range=7d&windows=ticket-3d-6h-1'),
    ).toEqual({
      policies: [
        {
          text: 'page-1h-5m-14.4',
          pairs: [
            {
              severity: 'page',
              longWindow: '1h',
              shortWindow: '5m',
              factor: 14.4,
            },
          ],
        },
        { text: 'ticket-3d-6h-1', pairs: [expect.anything()] },
      ],
      problems: [],
    });
  });

  it('are each there once, and no more than can be compared', () => {
    const texts = [1, 2, 3, 4, 5, 1].map(factor => `page-1h-5m-${factor}`);
    const { policies, problems } = read(`windows=${texts.join()}`);
    expect(policies.map(({ text }) => text)).toEqual(texts.slice(0, 4));
    expect(problems).toEqual([
      "'page-1h-5m-5' is left out: at most 4 are compared.",
    ]);
  });

  it('say what is wrong with what cannot', () => {
    const { policies, problems } = read('windows=page-5m-1h-2,&windows=');
    expect(policies).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(/^'page-5m-1h-2' .*longer than its short one\.$/),
    ]);
  });
});

import fc from 'fast-check';
import {
  serviceNamePattern,
  serviceNameProblem,
  serviceNameRules,
} from './serviceName';

describe('serviceNameProblem', () => {
  it.each(['abc', 'order-service', 'a1b', 'x'.repeat(48), 'v2-api-v2'])(
    'lets %s pass',
    name => {
      expect(serviceNameProblem(name)).toBeUndefined();
    },
  );

  it.each([
    ['', 'needs a name'],
    ['Order', 'lower-case letters'],
    ['order_service', 'lower-case letters'],
    ['order--service', 'single hyphens'],
    ['1st', 'starts with a letter'],
    ['-abc', 'starts with a letter'],
    ['abc-', 'ends with a letter or digit'],
    ['ab', '3 to 48 characters'],
    ['x'.repeat(49), '3 to 48 characters'],
    ['gitops', 'the platform uses itself'],
    ['bestellung-für-dich', 'lower-case letters'],
  ])('says of %p: %s', (name, words) => {
    expect(serviceNameProblem(name)).toContain(words);
  });

  it('names each broken rule, and none that is kept', () => {
    expect(serviceNameProblem('9')).toBe(
      "A service's name has: starts with a letter; 3 to 48 characters.",
    );
  });

  it('lets nothing pass that the pattern of the forms refuses', () => {
    const names = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.stringMatching(/^[a-z0-9-]{1,50}$/),
    );
    fc.assert(
      fc.property(names, name => {
        const passes = serviceNameProblem(name) === undefined;
        expect(!passes || serviceNamePattern.test(name)).toBe(true);
      }),
    );
  });

  it('is quick with what somebody pasted by mistake', () => {
    const pasted = `${'a'.repeat(100_000)}!`;
    const start = performance.now();
    serviceNameRules.forEach(rule => rule.holds(pasted));
    expect(performance.now() - start).toBeLessThan(100);
  });
});

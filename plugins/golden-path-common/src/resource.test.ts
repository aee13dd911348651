import { pluralOf, resourceProblem, typeNameOf } from './resource';

describe('pluralOf', () => {
  it.each([
    ['order', 'orders'],
    ['category', 'categories'],
    ['day', 'days'],
    ['box', 'boxes'],
    ['batch', 'batches'],
    ['address', 'addresses'],
    ['wish', 'wishes'],
  ])('%s → %s', (noun, plural) => {
    expect(pluralOf(noun)).toBe(plural);
  });
});

it('names a Go type', () => {
  expect(typeNameOf('order')).toBe('Order');
});

describe('resourceProblem', () => {
  it.each(['order', 'invoice', 'user', 'category'])('lets %s pass', noun => {
    expect(resourceProblem(noun)).toBeUndefined();
  });

  it.each([
    ['Order', 'one word in the singular'],
    ['x', 'one word in the singular'],
    ['orderline2', 'one word in the singular'],
    ['x'.repeat(29), 'one word in the singular'],
    ['func', "the service's Go code"],
    ['store', "the service's Go code"],
    ['testdata', "the service's Go code"],
    ['reference', 'reserved word of SQL'],
    ['value', 'reserved word of SQL'],
  ])('says of %s: %s', (noun, words) => {
    expect(resourceProblem(noun)).toContain(words);
  });

  it('refuses a plural that is the singular', () => {
    expect(resourceProblem('sheep', 'sheep')).toContain('must differ');
  });

  it('refuses a plural that no table can have', () => {
    expect(resourceProblem('person', 'People')).toContain('one word');
  });
});

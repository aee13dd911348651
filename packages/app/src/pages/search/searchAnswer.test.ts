import {
  excerptOf,
  labelOfType,
  readSearchAnswer,
  textParts,
} from './searchAnswer';

const tags = { preTag: '<t>', postTag: '</t>' };
const plain = (text: string) => ({ text, isMatch: false });
const match = (text: string) => ({ text, isMatch: true });

it.each([
  [
    'an <t>order</t> service',
    [plain('an '), match('order'), plain(' service')],
  ],
  ['<t>order</t>', [match('order')]],
  ['<t>a</t><t>b</t>', [match('a'), match('b')]],
  ['nothing', [plain('nothing')]],
  ['cut <t>off', [plain('cut '), plain('off')]],
  ['', []],
])('%p has the parts %p', (marked, expected) => {
  expect(textParts(marked, tags)).toEqual(expected);
});

it.each(['a<t>b</t>c<t>d</t>', '<t>x</t> y', 'z', '<t>p</t><t>q</t>r'])(
  'loses nothing of %p',
  marked => {
    const text = textParts(marked, tags)
      .map(part => part.text)
      .join('');
    expect(text).toBe(marked.replace(/<\/?t>/g, ''));
  },
);

it('shows the surroundings of the first match', () => {
  const excerpt = excerptOf([
    plain('far away '.repeat(40)),
    match('order'),
    plain(' and more'.repeat(40)),
  ]);
  expect(excerpt[0].text).toMatch(/^… .{60}$/);
  expect(excerpt[1]).toEqual(match('order'));
  expect(excerpt[2].text).toMatch(/ …$/);
  expect(excerpt.map(({ text }) => text).join('').length).toBeLessThan(230);
});

it('begins at the beginning without a match', () => {
  expect(excerptOf([plain('short')])).toEqual([plain('short')]);
});

const result = (type: string, document: object, highlight?: object) => ({
  type,
  document: { title: 'T', text: 'x', location: '/t', ...document },
  ...(highlight && { highlight }),
});

it('reads hits with their marks, each document once', () => {
  const { hits, next } = readSearchAnswer({
    results: [
      result(
        'software-catalog',
        { title: 'Orders', kind: 'API', type: 'openapi', location: '/a' },
        { ...tags, fields: { title: '<t>Orders</t>' } },
      ),
      result('software-catalog', { location: '/a' }),
      result('techdocs', { location: '/d', name: 'order-service' }),
      result('software-catalog', {
        location: '/u',
        kind: 'User',
        type: 'other',
      }),
    ],
    nextPageCursor: 'n',
  });
  expect(next).toBe('n');
  expect(hits.map(({ detail }) => detail)).toEqual([
    'API · openapi',
    'Docs of order-service',
    'User',
  ]);
  expect(hits[0].title).toEqual([match('Orders')]);
});

it('refuses what is no answer', () => {
  expect(() => readSearchAnswer({ error: 'no' })).toThrow();
});

it.each([
  ['software-catalog', 'Catalog'],
  ['techdocs', 'Docs'],
  ['runbooks', 'Runbooks'],
])('calls %s %s', (type, label) => {
  expect(labelOfType(type)).toBe(label);
});

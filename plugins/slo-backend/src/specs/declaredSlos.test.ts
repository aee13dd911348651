import { fileOf, problemsOf, unrecordedSlos } from './declaredSlos';
import { SpecFile } from './types';

function file(
  location: string,
  names: readonly string[],
  override: Partial<SpecFile> = {},
): SpecFile {
  return {
    location,
    text: '',
    declared: names.map(name => ({
      service: 'shop',
      name,
      objective: 0.99,
      periodDays: 30,
      sinceMs: 0,
    })),
    problems: [],
    ...override,
  };
}

const recorded = (source: string, name: string, tool?: 'pyrra') => ({
  source,
  service: 'shop',
  name,
  ...(tool && { tool }),
});

const listed = (...args: Parameters<typeof unrecordedSlos>) =>
  unrecordedSlos(...args).map(({ source, name }) => `${source} ${name}`);

describe('unrecordedSlos', () => {
  it('are those that no source records, for the first source', () => {
    const files = [file('a', ['x', 'y']), file('b', ['z'])];
    expect(listed(files, ['lab', 'eu'], [recorded('eu', 'x')])).toEqual([
      'lab y',
      'lab z',
    ]);
  });

  it('are those of the source that the configuration names', () => {
    const files = [file('a', ['x', 'y'], { source: 'eu' })];
    const known = [recorded('lab', 'x'), recorded('eu', 'y')];
    expect(listed(files, ['lab', 'eu'], known)).toEqual(['eu x']);
  });

  it('are not those that another tool records under the same name', () => {
    const known = [recorded('lab', 'x', 'pyrra')];
    expect(listed([file('a', ['x'])], ['lab'], known)).toEqual(['lab x']);
  });

  it('are listed once, and not without a source', () => {
    const files = [file('a', ['x']), file('b', ['x'])];
    expect(listed(files, ['lab'], [])).toEqual(['lab x']);
    expect(listed(files, [], [])).toEqual([]);
    expect(listed([file('a', ['x'], { source: 'gone' })], ['lab'], [])).toEqual(
      [],
    );
  });
});

describe('fileOf', () => {
  const files = [file('a', ['x'], { source: 'eu' }), file('b', ['x', 'y'])];

  it.each([
    [recorded('eu', 'x'), 'a'],
    [recorded('lab', 'x'), 'b'],
    [recorded('lab', 'z'), undefined],
    [recorded('lab', 'y', 'pyrra'), undefined],
  ])('of %j is %s', (slo, location) => {
    expect(fileOf(files, slo)?.location).toBe(location);
  });
});

describe('problemsOf', () => {
  it('are failures, what is wrong with texts, and repetitions', () => {
    const entity = { entityRef: 'component:default/shop', owners: ['group:a'] };
    const files = [
      file('a', ['x'], { failure: 'It is down', problems: ['Bad'] }),
      file('b', ['x'], { entity }),
      file('c', ['x'], { source: 'eu' }),
    ];
    expect(problemsOf(files)).toEqual([
      { location: 'a', message: 'It is down', owners: [] },
      { location: 'a', message: 'Bad', owners: [] },
      {
        location: 'b',
        message: 'shop x is declared by a, too',
        entityRef: 'component:default/shop',
        owners: ['group:a'],
      },
    ]);
  });
});

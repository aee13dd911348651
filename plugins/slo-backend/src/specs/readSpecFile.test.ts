import { Readable } from 'node:stream';
import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { longestTextBytes, readSpecFile } from './readSpecFile';
import { SpecFile } from './types';

const slo = (name: string, objective = 99) => `  - name: ${name}
    objective: ${objective}
    sli: { raw: { error_ratio_query: "avg_over_time(slow[{{.window}}])" } }
    alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }
`;
const spec = (...slos: string[]) =>
  `version: prometheus/v1\nservice: shop\nslos:\n${slos.join('')}`;

const place = { location: 'https://git/slo.yaml' };
const now = 1_700_000_000_000;
const day = 86_400_000;

type Answer = string | Error | (() => Readable);

function setUp(answer: Answer) {
  const readUrl = jest.fn(async (_url: string, _options?: object) => {
    if (answer instanceof Error) {
      throw answer;
    }
    return {
      buffer: async () => Buffer.from(answer as string),
      ...(typeof answer === 'function' && { stream: answer }),
      etag: 'new',
    };
  });
  const reader = mockServices.urlReader.mock({ readUrl });
  const read = (previous?: SpecFile, at = now) =>
    readSpecFile(reader, place, previous, {
      now: () => at,
      forgetAfterMs: day,
      sliPlugins: [],
    });
  return { read, readUrl };
}

const kept: SpecFile = {
  ...place,
  text: spec(slo('old')),
  etag: 'old',
  readAtMs: now - day / 2,
  declared: [
    {
      service: 'shop',
      name: 'old',
      objective: 0.99,
      periodDays: 30,
      sinceMs: 1,
    },
  ],
  problems: [],
};

describe('readSpecFile', () => {
  it('takes what the file declares', async () => {
    const { read } = setUp(spec(slo('one', 99.9), slo('two')));
    expect(await read()).toEqual({
      ...place,
      text: spec(slo('one', 99.9), slo('two')),
      etag: 'new',
      readAtMs: now,
      declared: [
        ['one', expect.closeTo(0.999, 12)],
        ['two', 0.99],
      ].map(([name, objective]) => ({
        service: 'shop',
        name,
        objective,
        periodDays: 30,
        sinceMs: now,
      })),
      problems: [],
    });
  });

  it('remembers since when an SLO is declared', async () => {
    const { read, readUrl } = setUp(spec(slo('old'), slo('new')));
    const { declared } = await read(kept);
    expect(declared.map(({ name, sinceMs }) => [name, sinceMs])).toEqual([
      ['old', 1],
      ['new', now],
    ]);
    expect(readUrl.mock.calls[0][1]).toMatchObject({ etag: 'old' });
  });

  it('keeps what has not changed', async () => {
    const { read } = setUp(new NotModifiedError());
    expect(await read({ ...kept, failure: 'it was down' })).toEqual({
      ...kept,
      readAtMs: now,
    });
  });

  it('says what is wrong with a spec', async () => {
    const { read } = setUp(spec(slo('one', 0)));
    const { declared, problems } = await read(kept);
    expect(declared).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^slos\[0\]\.objective/)]);
  });

  it('keeps what it knows while the file cannot be read', async () => {
    const { read } = setUp(new Error('no route to host'));
    expect(await read(kept)).toEqual({
      ...kept,
      failure: 'It cannot be read: no route to host',
    });
    expect(await read()).toEqual({
      ...place,
      declared: [],
      problems: [],
      failure: 'It cannot be read: no route to host',
    });
  });

  it('forgets a file that has been gone for long', async () => {
    const { read } = setUp(new NotFoundError('gone'));
    expect((await read(kept, now)).declared).toHaveLength(1);
    expect((await read(kept, now + day)).declared).toEqual([]);
  });

  it.each<[string, Answer]>([
    ['at once', 'x'.repeat(longestTextBytes + 1)],
    [
      'in parts without end',
      () =>
        Readable.from(
          (function* endless() {
            for (;;) {
              yield Buffer.alloc(10_000);
            }
          })(),
        ),
    ],
  ])('does not read what is too long, given %s', async (_, answer) => {
    const { read } = setUp(answer);
    expect((await read()).failure).toContain('longer than 200 kB');
  });

  it('takes a limited number of SLOs', async () => {
    const names = Array.from({ length: 101 }, (_, index) => slo(`s${index}`));
    const { read } = setUp(spec(...names));
    const { declared, problems } = await read();
    expect(declared).toHaveLength(100);
    expect(problems).toEqual([expect.stringContaining('split it')]);
  });

  it('asks for nothing where there is no address', async () => {
    const { readUrl } = setUp('');
    const file = await readSpecFile(
      mockServices.urlReader.mock({ readUrl: readUrl as never }),
      { location: 'a.yaml', unusable: 'It is a path' },
      undefined,
      { now: () => now, forgetAfterMs: day, sliPlugins: [] },
    );
    expect(file.failure).toBe('It is a path');
    expect(readUrl).not.toHaveBeenCalled();
  });
});

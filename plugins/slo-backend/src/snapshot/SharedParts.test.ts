import { Slo, SloOverview } from '@goreliable/plugin-slo-common';
import { SharedParts, View } from './SharedParts';
import { Snapshot } from './Snapshot';

const slo = (name: string, owner: string): Slo => ({
  id: `lab~shop~${name}`,
  source: 'lab',
  service: 'shop',
  name,
  periodDays: 30,
  windows: [],
  state: 'ok',
  reason: { code: 'within-objective' },
  owners: [owner],
});

const overview = (extra: Partial<SloOverview> = {}): SloOverview => ({
  sources: [],
  warnings: [],
  alertPolicies: [],
  slos: [slo('a', 'one'), slo('b', 'one'), slo('c', 'other')],
  ...extra,
});

/** What somebody of a team is shown; `person` only makes the question another one. */
function viewOf(team: string, person = 'omar') {
  const isVisible = jest.fn(({ owners }: Slo) => owners.includes(team));
  return { key: `${person} of ${team}`, isVisible } satisfies View;
}

const read = async (answer: ReturnType<SharedParts['get']>) =>
  JSON.parse((await answer.body('identity')).toString()) as SloOverview;

describe('SharedParts', () => {
  it('shows everybody their part, which is looked for once', async () => {
    const parts = new SharedParts(overview());
    const omar = viewOf('one');
    const { slos } = await read(parts.get(omar));
    expect(slos.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(omar.isVisible).toHaveBeenCalledTimes(3);
    expect(parts.get(omar)).toBe(parts.get(viewOf('one')));
    expect(omar.isVisible).toHaveBeenCalledTimes(3);
  });

  it('makes the same part once, however many see just that', () => {
    const parts = new SharedParts(overview());
    const first = parts.get(viewOf('one', 'omar'));
    expect(parts.get(viewOf('one', 'victor'))).toBe(first);
    expect(first.body('br')).toBe(first.body('br'));
    expect(parts.get(viewOf('other'))).not.toBe(first);
  });

  it('keeps parts apart that differ in the problems of files only', async () => {
    const problem = { location: 'x', message: 'Not YAML', owners: ['one'] };
    const parts = new SharedParts(
      overview({ slos: [], specProblems: [problem] }),
    );
    expect(await read(parts.get(viewOf('one')))).toMatchObject({
      specProblems: [problem],
    });
    expect(await read(parts.get(viewOf('other')))).not.toHaveProperty(
      'specProblems',
    );
  });

  it('keeps what was looked at last within its bounds', () => {
    const name = 'x'.repeat(1_000_000);
    const teams = Array.from({ length: 40 }, (_, index) => `team-${index}`);
    // A part has two of them: its id and its name.
    const parts = new SharedParts(
      overview({ slos: teams.map(team => slo(`${name}-${team}`, team)) }),
    );
    const first = parts.get(viewOf('team-0'));
    teams.slice(1, 32).forEach(team => parts.get(viewOf(team)));
    expect(parts.get(viewOf('team-0'))).toBe(first);
    const second = parts.latest(32).at(-1)!.answer;
    // One more than there is room for: the one that was looked at longest ago goes.
    teams.slice(32, 34).forEach(team => parts.get(viewOf(team)));
    expect(parts.get(viewOf('team-0'))).toBe(first);
    expect(parts.get(viewOf('team-1'))).not.toBe(second);
  });

  it('remembers five hundred who ask', () => {
    const parts = new SharedParts(overview());
    const oldest = viewOf('one', 'first');
    parts.get(oldest);
    for (let index = 0; index < 500; index += 1) {
      parts.get(viewOf('one', `${index}`));
    }
    expect(parts.latest(1_000)).toHaveLength(500);
    oldest.isVisible.mockClear();
    parts.get(oldest);
    expect(oldest.isVisible).toHaveBeenCalledTimes(3);
  });
});

describe('Snapshot', () => {
  it('makes ready what people asked its predecessor for, as they asked', async () => {
    const previous = new Snapshot(overview());
    await previous.whole().body('br');
    await previous.view(viewOf('one')).body('gzip');
    previous.view(viewOf('other'));
    const next = new Snapshot(overview());
    await next.follow(previous);
    expect(next.whole().asked).toEqual(['br']);
    expect(next.view(viewOf('one')).asked).toEqual(['gzip']);
    expect(next.view(viewOf('other')).asked).toEqual([]);
  });

  it('makes nothing ready that nobody has asked for', async () => {
    const next = new Snapshot(overview());
    await next.follow(new Snapshot(overview()));
    expect(next.whole().asked).toEqual([]);
  });
});

import { OpenQuestions, within } from './patience';

describe('within', () => {
  it('gives what the promise gives in time, and its failure', async () => {
    await expect(within(Promise.resolve(7), 60_000)).resolves.toBe(7);
    await expect(
      within(Promise.reject(new Error('no')), 60_000),
    ).rejects.toThrow('no');
  });

  it('gives nothing when it takes longer', async () => {
    await expect(within(new Promise(() => {}), 1)).resolves.toBeUndefined();
  });
});

describe('OpenQuestions', () => {
  it('knows the oldest one that is open, for each source', async () => {
    const open = new OpenQuestions();
    const answers: ((value: string) => void)[] = [];
    const ask = () => new Promise<string>(resolve => answers.push(resolve));
    expect(open.oldestAtMs('lab')).toBeUndefined();
    const first = open.during('lab', 5, ask);
    const second = open.during('lab', 9, ask);
    expect(open.oldestAtMs('lab')).toBe(5);
    expect(open.oldestAtMs('eu')).toBeUndefined();
    answers[0]('one');
    await expect(first).resolves.toBe('one');
    expect(open.oldestAtMs('lab')).toBe(9);
    answers[1]('two');
    await second;
    expect(open.oldestAtMs('lab')).toBeUndefined();
  });

  it('takes a question that failed for answered', async () => {
    const open = new OpenQuestions();
    await expect(
      open.during('lab', 5, () => Promise.reject(new Error('no'))),
    ).rejects.toThrow('no');
    expect(open.oldestAtMs('lab')).toBeUndefined();
  });
});

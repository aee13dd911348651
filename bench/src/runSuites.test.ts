import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement, Suite } from './report';
import { runSuites } from './runSuites';

describe('runSuites', () => {
  let resultsDir: string;

  beforeEach(() => {
    resultsDir = mkdtempSync(join(tmpdir(), 'bench-test-'));
  });

  afterEach(() => rmSync(resultsDir, { recursive: true }));

  const figure = (ours: number): Measurement => ({
    what: `takes ${ours}`,
    unit: 'ms',
    ours: [ours],
    goal: { kind: 'at-most', limit: 10 },
  });
  const suite: Suite = {
    name: 'two',
    run: async () => ({
      comparedWith: 'other',
      notes: ['What was compared.'],
      measurements: [figure(9), figure(11)],
    }),
  };

  it('prints all, keeps all and names what was missed', async () => {
    const printed: string[] = [];
    const missed = await runSuites([suite], {
      rounds: 1,
      resultsDir,
      print: text => printed.push(text),
    });
    expect(missed.map(({ what }) => what)).toEqual(['takes 11']);
    expect(printed.join('')).toContain('What was compared.');
    expect(printed.join('')).toMatch(/takes 9 .* holds/);
    const kept = JSON.parse(readFileSync(join(resultsDir, 'two.json'), 'utf8'));
    expect(kept.measurements[1].ours).toEqual([11]);
  });
});

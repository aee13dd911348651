import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Line, type Suite, judge, renderTable } from './report';

export interface RunOptions {
  readonly rounds: number;
  /** Where every single value is kept, one file a suite. */
  readonly resultsDir: string;
  print(text: string): void;
}

/**
 * Runs suites one after the other and prints what each has found.
 *
 * @returns the lines whose goal was missed
 */
export async function runSuites(
  suites: readonly Suite[],
  { rounds, resultsDir, print }: RunOptions,
): Promise<Line[]> {
  const missed: Line[] = [];
  mkdirSync(resultsDir, { recursive: true });
  for (const suite of suites) {
    print(`Suite ${suite.name}, ${rounds} rounds\n`);
    const report = await suite.run({
      rounds,
      say: line => print(`  ${suite.name}: ${line}\n`),
    });
    const lines = report.measurements.map(judge);
    missed.push(...lines.filter(({ verdict }) => verdict === 'missed'));
    const table = renderTable(lines, report.comparedWith);
    print(`\n${report.notes.join('\n')}\n\n${table}\n\n`);
    writeFileSync(
      join(resultsDir, `${suite.name}.json`),
      `${JSON.stringify(report, undefined, 2)}\n`,
    );
  }
  return missed;
}

import { join } from 'node:path';
import { findRoot } from '@goreliable/lab';
import { readSettings } from './settings';
import { runSuites } from './runSuites';
import { suites } from './suites';

/** Exit codes: 0 all goals hold, 1 it could not be measured, 2 a goal was missed. */
async function main(): Promise<number> {
  const { chosen, rounds } = readSettings(process.env, suites);
  const missed = await runSuites(chosen, {
    rounds,
    resultsDir: join(findRoot(), '.data', 'bench'),
    print: text => process.stdout.write(text),
  });
  const names = missed.map(({ what }) => what).join('; ');
  process.stdout.write(
    missed.length ? `Missed: ${names}\n` : 'All goals hold.\n',
  );
  return missed.length ? 2 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(130));
}

main().then(
  code => process.exit(code),
  error => {
    const text = error instanceof RangeError ? error.message : error?.stack;
    process.stderr.write(`${text ?? error}\n`);
    process.exit(1);
  },
);

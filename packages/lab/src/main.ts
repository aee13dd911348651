import { buildTools } from './cli/buildTools';
import { doctor } from './cli/doctor';
import { Failure } from './failure';
import { run } from './cli/run';
import { breakWith, heal } from './cli/scenario';
import { status } from './cli/status';
import { stop } from './cli/stop';
import { withParts } from './cli/withParts';

/** Verbs of `scripts/bootstrap.sh`; each gives its exit code, 0 if none. */
const verbs: Record<string, (args: string[]) => Promise<number | void>> = {
  run: () => run('run'),
  dev: () => run('dev'),
  stop: () => stop(),
  status: async () => status(),
  doctor: () => doctor(),
  break: ([scenario]) => breakWith(scenario),
  heal: () => heal(),
  tools: args => buildTools(args),
  with: args => withParts(args),
};

async function main([verb, ...args]: string[]): Promise<number> {
  const act = verbs[verb ?? 'run'];
  if (!act) {
    const known = Object.keys(verbs).join(', ');
    throw new Failure(`There is no '${verb}'. Known: ${known}`);
  }
  return (await act(args)) ?? 0;
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    const text =
      error instanceof Failure || error instanceof RangeError
        ? error.message
        : error?.stack ?? error;
    process.stderr.write(`${text}\n`);
    process.exit(1);
  },
);

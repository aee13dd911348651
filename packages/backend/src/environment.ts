import { existsSync, readFileSync } from 'node:fs';

/** A variable that a configuration file needs, and where it says so. */
export interface MissingVariable {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** How connections to PostgreSQL are encrypted lacks an answer, and the line that makes it a question. */
export interface UnansweredSslMode {
  readonly file: string;
  readonly line: number;
  /** What PGSSLMODE says instead of an answer; empty if nothing. */
  readonly given: string;
}

/**
 * The values of PGSSLMODE that node-postgres knows. To it the first four are one: TLS, and
 * the certificate is verified with its name. It takes everything else, libpq's `allow`, a
 * slip of the pen and no value at all, for `disable`.
 */
const sslModes = [
  'verify-full',
  'verify-ca',
  'require',
  'prefer',
  'no-verify',
  'disable',
];

/** `client: pg`, in quotes and braces too. */
const postgresClient = /\bclient['"]?:\s*['"]?pg\b/;

/** `${NAME}`, but not `$${NAME}`, which is text, nor `${NAME:-default}`, which needs nothing. */
const reference = /(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** The lines of a configuration file, without what a comment says. */
function linesOf(text: string): string[] {
  return text.split('\n').map(line => line.replace(/(^|\s)#.*$/, ''));
}

/**
 * The variables that these configuration files name without a default and that the
 * environment lacks. Left to itself, a missing variable makes its key vanish, and the
 * portal would start with a default that nobody chose.
 */
export function missingVariables(
  files: ReadonlyArray<{ path: string; text: string }>,
  environment: NodeJS.ProcessEnv,
): MissingVariable[] {
  return files.flatMap(({ path, text }) =>
    linesOf(text).flatMap((content, index) =>
      [...content.matchAll(reference)]
        .map(([, name]) => name)
        .filter(name => !environment[name])
        .map(name => ({ name, file: path, line: index + 1 })),
    ),
  );
}

/**
 * Whether these configuration files lead to PostgreSQL while the environment leaves open
 * how: node-postgres would then send passwords and data in clear text without a word.
 */
export function unansweredSslMode(
  files: ReadonlyArray<{ path: string; text: string }>,
  environment: NodeJS.ProcessEnv,
): UnansweredSslMode | undefined {
  const given = environment.PGSSLMODE ?? '';
  if (sslModes.includes(given)) {
    return undefined;
  }
  for (const { path, text } of files) {
    const index = linesOf(text).findIndex(line => postgresClient.test(line));
    if (index >= 0) {
      return { file: path, line: index + 1, given };
    }
  }
  return undefined;
}

/** The paths after each `--config` of a command line. */
export function configPaths(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (arg === '--config') {
      return args[index + 1] ? [args[index + 1]] : [];
    }
    return arg.startsWith('--config=') ? [arg.slice('--config='.length)] : [];
  });
}

/**
 * What stands in the way of a start, in words for the person who starts the portal;
 * `undefined` if nothing does.
 */
export function environmentProblem(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const files = configPaths(args)
    .filter(path => existsSync(path))
    .map(path => ({ path, text: readFileSync(path, 'utf8') }));
  const lines = missingVariables(files, environment).map(
    ({ name, file, line }) => `  ${name} (${file}:${line})`,
  );
  const sslMode = unansweredSslMode(files, environment);
  if (sslMode) {
    const { file, line, given } = sslMode;
    lines.push(
      `  PGSSLMODE (${file}:${line}) to one of ${sslModes.join(', ')}${
        given && `; it is "${given}"`
      }`,
    );
  }
  if (lines.length === 0) {
    return undefined;
  }
  return `The portal does not start. Set these environment variables:\n${lines.join(
    '\n',
  )}`;
}

import { existsSync, readFileSync } from 'node:fs';

/** A variable that a configuration file needs, and where it says so. */
export interface MissingVariable {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** `${NAME}`, but not `$${NAME}`, which is text, nor `${NAME:-default}`, which needs nothing. */
const reference = /(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

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
    text.split('\n').flatMap((content, index) =>
      [...content.replace(/(^|\s)#.*$/, '').matchAll(reference)]
        .map(([, name]) => name)
        .filter(name => !environment[name])
        .map(name => ({ name, file: path, line: index + 1 })),
    ),
  );
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
  const missing = missingVariables(files, environment);
  if (missing.length === 0) {
    return undefined;
  }
  const lines = missing.map(
    ({ name, file, line }) => `  ${name} (${file}:${line})`,
  );
  return `The portal does not start. Set these environment variables:\n${lines.join(
    '\n',
  )}`;
}

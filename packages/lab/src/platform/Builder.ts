import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../tools/command';

/** What one commit of a service was compiled to. */
export interface ServiceBuild {
  /** Holds the binary and what the process reads beside it. */
  readonly folder: string;
  readonly binary: string;
}

export interface BuilderOptions {
  /** Builds are shared by all labs of a user: a commit compiles the same. */
  readonly cacheDir: string;
  readonly signal?: AbortSignal;
}

// Enough to go back a few releases without compiling again.
const keptBuilds = 6;

/** Files that a service reads from its working folder. */
const runtimeFiles = ['routes.yaml'];

/** Compiles services, each commit once. */
export class Builder {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: BuilderOptions) {}

  /**
   * Compiles a checked out commit unless it has been. One at a time: two Go
   * compilers side by side would only slow down everything else.
   *
   * @throws Error with the end of the compiler's output.
   */
  async build(
    service: string,
    checkout: string,
    commit: string,
    version: string,
  ): Promise<ServiceBuild> {
    const result = this.turn.then(() =>
      this.buildNow(service, checkout, commit, version),
    );
    this.turn = result.catch(() => {});
    return result;
  }

  private async buildNow(
    service: string,
    checkout: string,
    commit: string,
    version: string,
  ): Promise<ServiceBuild> {
    const builds = join(this.options.cacheDir, 'services', service);
    const folder = join(builds, commit);
    const build = { folder, binary: join(folder, service) };
    if (!existsSync(build.binary)) {
      const unfinished = `${folder}.${process.pid}.tmp`;
      try {
        await this.compileInto(unfinished, service, checkout, {
          version,
          commit,
        });
        rmSync(folder, { recursive: true, force: true });
        renameSync(unfinished, folder);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
    }
    const now = new Date();
    utimesSync(folder, now, now);
    removeOldBuilds(builds);
    return build;
  }

  private async compileInto(
    unfinished: string,
    service: string,
    checkout: string,
    stamp: { version: string; commit: string },
  ): Promise<void> {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    await this.compile(service, checkout, join(unfinished, service), stamp);
    for (const file of runtimeFiles) {
      if (existsSync(join(checkout, file))) {
        cpSync(join(checkout, file), join(unfinished, file));
      }
    }
  }

  private async compile(
    service: string,
    checkout: string,
    output: string,
    stamp: { version: string; commit: string },
  ): Promise<void> {
    const metrics = `${modulePath(checkout)}/internal/platform/metrics`;
    const flags = [
      '-s',
      '-w',
      `-X ${metrics}.Version=${stamp.version}`,
      `-X ${metrics}.Commit=${stamp.commit}`,
    ];
    await runCommand(
      'nice',
      [
        ...['-n', '10', 'go', 'build', '-trimpath', '-buildvcs=false'],
        ...['-ldflags', flags.join(' '), '-o', output, `./cmd/${service}`],
      ],
      {
        cwd: checkout,
        signal: this.options.signal,
        env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' },
      },
    ).catch(error => {
      // Its first line is about `nice`, which nobody has asked for.
      const [, ...words] = (error as Error).message.split('\n');
      throw new Error(`go build failed:\n${words.join('\n')}`);
    });
  }
}

function modulePath(checkout: string): string {
  const goMod = join(checkout, 'go.mod');
  const path = existsSync(goMod)
    ? /^module\s+(\S+)/m.exec(readFileSync(goMod, 'utf8'))?.[1]
    : undefined;
  if (!path) {
    throw new Error('The repository has no go.mod that names its module');
  }
  return path;
}

function removeOldBuilds(builds: string): void {
  readdirSync(builds)
    .map(name => join(builds, name))
    .map(path => ({ path, usedAt: statSync(path).mtimeMs }))
    .sort((one, other) => other.usedAt - one.usedAt)
    .slice(keptBuilds)
    .forEach(({ path }) => rmSync(path, { recursive: true, force: true }));
}

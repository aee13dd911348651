import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLabContext } from '../context';
import { temporaryFolder } from '../testing/folders';
import type { Builder } from './Builder';
import type { Git } from './Git';
import type { GiteaClient } from './GiteaClient';
import { changeOf, PullRequestRobot } from './PullRequestRobot';

const folder = temporaryFolder();

const file = (filename: string, status = 'added') => ({ filename, status });

describe('changeOf', () => {
  it('sees a new service', () => {
    expect(
      changeOf([
        file('services/one/config.yaml'),
        file('services/one/sealed-secrets/README.md'),
      ]),
    ).toEqual({ services: ['one'], addsOnly: true });
  });

  it.each([
    ['a changed file', [file('services/one/config.yaml', 'changed')]],
    ['a removed file', [file('services/one/config.yaml', 'deleted')]],
    [
      'a file beside the services',
      [file('services/one/config.yaml'), file('README.md')],
    ],
    ['a file in no folder', [file('services/one')]],
    ['nothing', []],
  ])('leaves %s to a person', (_, files) => {
    expect(changeOf(files).addsOnly).toBe(false);
  });
});

describe('PullRequestRobot', () => {
  const { signal } = new AbortController();

  afterEach(() => jest.useRealTimers());

  /** One open pull request that adds a service, whose build fails at first. */
  function robotFor(failures: number) {
    const merged: number[] = [];
    let builds = 0;
    const gitea = {
      openPullRequests: async () => [
        {
          number: 1,
          title: 'Add sample',
          head: { sha: 'head' },
          base: { ref: 'main' },
        },
      ],
      pullRequestFiles: async () => [file('services/sample/config.yaml')],
      branchHead: async () => 'main of sample',
      setCommitStatus: async () => {},
      mergePullRequest: async (_: string, __: string, { number }: any) => {
        merged.push(number);
      },
    } as unknown as GiteaClient;
    const git = {
      async checkout(target: string) {
        const service = join(target, 'services', 'sample');
        mkdirSync(service, { recursive: true });
        writeFileSync(
          join(service, 'config.yaml'),
          'name: sample\nsource: {repository: "http://localhost/x/sample"}\n',
        );
        writeFileSync(join(service, 'values-prod.yaml'), 'config: {}\n');
        return 'commit';
      },
      commitCount: async () => 1,
    } as unknown as Git;
    const builder = {
      async build() {
        builds += 1;
        if (builds <= failures) {
          throw new Error('the disk is full');
        }
      },
    } as unknown as Builder;
    const context = loadLabContext(
      { LAB_DATA_DIR: folder },
      { log: { info() {}, warn() {}, error() {} } },
    );
    const robot = new PullRequestRobot({
      ...{ context, git, gitea, builder },
      onMerged() {},
    });
    return { robot, merged, builds: () => builds };
  }

  it('merges once all checks are green', async () => {
    const { robot, merged } = robotFor(0);
    await robot.run(signal);
    expect(merged).toEqual([1]);
  });

  it('tries again after a minute what failed for a passing reason', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const { robot, merged, builds } = robotFor(1);
    await robot.run(signal);
    await robot.run(signal);
    expect(builds()).toBe(1);
    jest.advanceTimersByTime(60_000);
    await robot.run(signal);
    expect(merged).toEqual([1]);
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localGitServer } from '../platform/testing/gitServer';
import { TimelineOutbox } from '../platform/TimelineOutbox';
import { temporaryFolder } from '../testing/folders';
import { ScenarioRunner } from './ScenarioRunner';
import { scenarios as realScenarios } from './scenarios';
import type { Scenario } from './types';

// Real processes take their time on a busy machine.
jest.setTimeout(60_000);

const log = { info() {}, warn() {}, error() {} };
const omar = { name: 'Omar', email: 'omar@goreliable.dev' };

const scenario = (name: string): Scenario => ({
  name,
  title: `title of ${name}`,
  expect: 'Look.',
  commit: {
    repository: 'order-service',
    author: omar,
    message: `Improve ${name}`,
    edits: [
      { path: 'main.go', replace: 'good', by: 'very good' },
      { path: 'main.go', replace: 'very good', by: name },
      { path: `${name}.go`, content: 'package main\n' },
    ],
  },
});

const folder = temporaryFolder();

async function lab() {
  const server = localGitServer(join(folder, 'server'));
  const work = join(folder, 'first');
  server.create('goreliable/order-service');
  await server.git.init(work, 'goreliable/order-service');
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, 'main.go'), 'a good program\n');
  await server.git.commitAll(work, { message: 'Begin' });
  await server.git.push(work, 'goreliable/order-service');
  const outbox = join(folder, 'outbox');
  const timeline = new TimelineOutbox({
    folder: outbox,
    portalUrl: 'http://127.0.0.1:1',
    token: () => '',
    log,
  });
  const open = () =>
    new ScenarioRunner({
      context: {
        labDir: join(folder, 'lab dir'),
        urls: {} as never,
        log,
      },
      git: server.git,
      timeline,
      scenarios: [scenario('errors'), scenario('latency')],
    });
  const content = async () => {
    const look = join(folder, 'look');
    await server.git.checkout(look, 'goreliable/order-service');
    return readFileSync(join(look, 'main.go'), 'utf8');
  };
  const push = async (path: string, text: string, message: string) => {
    await server.git.checkout(work, 'goreliable/order-service');
    writeFileSync(join(work, path), text);
    await server.git.commitAll(work, { message });
    await server.git.push(work, 'goreliable/order-service');
  };
  const subjects = () => server.subjects('goreliable/order-service');
  return { open, content, push, subjects, timeline };
}

describe('ScenarioRunner', () => {
  let here: Awaited<ReturnType<typeof lab>>;
  beforeAll(async () => {
    here = await lab();
  });

  it('breaks by a commit, once', async () => {
    const runner = here.open();
    expect(await runner.breakWith('errors')).toMatchObject({ changed: true });
    expect(await here.content()).toBe('a errors program\n');
    expect(runner.active()).toMatchObject({
      name: 'errors',
      title: 'title of errors',
    });
    expect(await here.open().breakWith('errors')).toMatchObject({
      changed: false,
    });
    expect(here.subjects()).toEqual(['Improve errors', 'Begin']);
    expect(here.timeline.waiting).toBe(1);
  });

  it('does one thing at a time, and knows what it can', async () => {
    await expect(here.open().breakWith('latency')).rejects.toThrow(
      "'errors' is active. Heal it first",
    );
    await expect(here.open().breakWith('fire')).rejects.toThrow(
      "no scenario 'fire'. Known: errors, latency",
    );
  });

  it('heals by a revert, and keeps what came after', async () => {
    await here.push('other.go', 'package main\n', 'Do something else');
    expect(await here.open().heal()).toMatchObject({ changed: true });
    expect(await here.content()).toBe('a good program\n');
    expect(here.subjects()).toEqual([
      'Revert "Improve errors"',
      'Do something else',
      'Improve errors',
      'Begin',
    ]);
    expect(here.open().active()).toBeUndefined();
    expect(await here.open().heal()).toEqual({
      changed: false,
      message: 'Nothing is broken',
    });
    expect(here.timeline.waiting).toBe(2);
  });

  it('leaves a commit alone that a person has reverted already', async () => {
    const runner = here.open();
    await runner.breakWith('latency');
    const { commit } = runner.active()!;
    await here.push(
      'main.go',
      'a good program\n',
      `Revert "Improve latency"\n\nThis reverts commit ${commit}.`,
    );
    expect(await runner.heal()).toMatchObject({ changed: true });
    expect(here.subjects()[0]).toBe('Revert "Improve latency"');
    expect(here.subjects()[1]).toBe('Improve latency');
  });

  it('changes nothing where its changes do not fit', async () => {
    await here.push('main.go', 'all new\n', 'Write it anew');
    await expect(here.open().breakWith('errors')).rejects.toThrow(
      'main.go is not as this scenario knows it',
    );
    expect(here.open().active()).toBeUndefined();
    expect(await here.content()).toBe('all new\n');
  });
});

describe('scenarios', () => {
  it('are those that make break offers', () => {
    expect(realScenarios.map(({ name }) => name)).toEqual([
      'errors',
      'latency',
      'worker-backlog',
    ]);
  });
});

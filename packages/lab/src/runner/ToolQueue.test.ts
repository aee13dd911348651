import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot, loadLabContext } from '../context';
import { temporaryFolder } from '../testing/folders';
import { toolFolder, toolNamed } from '../tools';
import type { ToolDefinition } from '../tools';
import { ToolQueue } from './ToolQueue';

jest.setTimeout(240_000);

describe('ToolQueue', () => {
  const cacheDir = temporaryFolder();
  const context = loadLabContext({ GORELIABLE_CACHE: cacheDir });
  const nats = toolNamed('nats-server');
  // Fails at once, for its package is in no module.
  const broken: ToolDefinition = {
    ...toolNamed('actionlint'),
    binaries: { actionlint: 'example.org/nowhere' },
  };

  it('gives out what is there before it builds, and outlives a failure', async () => {
    mkdirSync(toolFolder({ root: findRoot(), cacheDir }, nats), {
      recursive: true,
    });
    const changes: string[] = [];
    const queue = new ToolQueue(context, [broken, nats], (name, { state }) =>
      changes.push(`${name} ${state}`),
    );
    await queue.build(new AbortController().signal);
    expect(changes).toEqual([
      'nats-server built',
      'actionlint building',
      'actionlint failed',
    ]);
    await queue.waitFor('nats-server');
    await expect(queue.waitFor('actionlint')).rejects.toThrow(
      'actionlint could not be built',
    );
    await expect(queue.waitFor('k6')).rejects.toThrow(
      "The tool 'k6' is not in the queue of this run",
    );
  });

  it('says what is wrong with a folder of pins', async () => {
    const lost: ToolDefinition = { ...nats, name: 'lost' };
    const onChange = jest.fn();
    const queue = new ToolQueue(context, [lost], onChange);
    await queue.build(new AbortController().signal);
    expect(onChange).toHaveBeenCalledWith('lost', {
      state: 'failed',
      message: expect.stringContaining(join('tools', 'lost', 'go.mod')),
    });
  });
});

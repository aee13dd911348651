import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot } from '../context';
import { linkerFlags, pinnedVersion } from './build';
import { toolDefinitions, toolFor, toolNamed } from './definitions';

const pins = join(findRoot(), 'packages/lab/tools');
const goMod = (name: string) =>
  readFileSync(join(pins, name, 'go.mod'), 'utf8');

describe('toolDefinitions', () => {
  it('names every folder with pins, and no other', () => {
    const folders = readdirSync(pins).filter(entry =>
      existsSync(join(pins, entry, 'go.mod')),
    );
    expect(toolDefinitions.map(({ name }) => name).sort()).toEqual(
      folders.sort(),
    );
  });

  it.each(toolDefinitions.map(tool => [tool.name, tool] as const))(
    '%s builds what its go.mod declares as tools, from pinned modules',
    (name, tool) => {
      const text = goMod(name);
      expect(existsSync(join(pins, name, 'go.sum'))).toBe(true);
      for (const goPackage of Object.values(tool.binaries)) {
        expect(text).toMatch(new RegExp(`^(tool )?\\s*${goPackage}$`, 'm'));
        expect(pinnedVersion(text, goPackage)).toMatch(/^v\d+\.\d+\.\d+/);
      }
    },
  );

  it('calls Prometheus what its module stands for', () => {
    const { binaries, variables } = toolNamed('prometheus');
    // v0.305.2 is how the module says 3.5.2.
    const module = pinnedVersion(goMod('prometheus'), binaries.prometheus);
    const [, minor, patch] = /^v0\.3(\d\d)\.(\d+)$/.exec(module)!;
    expect(variables).toEqual({
      'github.com/prometheus/common/version.Version': `3.${Number(
        minor,
      )}.${patch}`,
    });
  });

  it('finds a tool by any of its binaries, and says what there is', () => {
    expect(toolFor('promtool').name).toBe('prometheus');
    expect(() => toolFor('docker')).toThrow(
      /No tool has the binary 'docker'.*nats-server, gitea/,
    );
    expect(() => toolNamed('docker')).toThrow(/Known tools: nats-server/);
  });
});

describe('pinnedVersion', () => {
  const text = [
    'module lab',
    'require (',
    '\texample.org/tool v1.2.3 // indirect',
    '\texample.org/tool/v2 v2.0.1',
    ')',
    'require example.org/other v0.1.0',
  ].join('\n');

  it.each([
    ['example.org/tool/cmd/x', 'v1.2.3'],
    ['example.org/tool/v2', 'v2.0.1'],
    ['example.org/tool/v2/cmd/x', 'v2.0.1'],
    ['example.org/other', 'v0.1.0'],
  ])('%s is in %s', (goPackage, version) => {
    expect(pinnedVersion(text, goPackage)).toBe(version);
  });

  it('does not take a longer name for a folder', () => {
    expect(() => pinnedVersion(text, 'example.org/tools/x')).toThrow(
      'No module in go.mod holds example.org/tools/x',
    );
  });
});

describe('linkerFlags', () => {
  it('sets versions with and without their v', () => {
    const variables = { 'main.a': '$VERSION', 'main.b': 'v$VERSION' };
    const tool = {
      name: 'x',
      binaries: {},
      variables,
      neededBy: 'run',
    } as const;
    expect(linkerFlags(tool, 'v1.2.3')).toBe(
      '-s -w -X main.a=1.2.3 -X main.b=v1.2.3',
    );
  });
});

import type { ToolDefinition } from './definitions';
import { toolDigest, type ToolInputs } from './digest';

const definition: ToolDefinition = {
  name: 'tool',
  binaries: { tool: 'example.org/tool' },
  tags: ['one'],
  neededBy: 'run',
};
const inputs: ToolInputs = {
  definition,
  goMod: 'module lab\n',
  goSum: 'example.org/tool v1.0.0 h1:a\n',
  toolchain: 'go1.26.8 linux amd64',
};

describe('toolDigest', () => {
  it('has sixteen hexadecimal digits and is the same for the same inputs', () => {
    expect(toolDigest(inputs)).toMatch(/^[0-9a-f]{16}$/);
    expect(toolDigest({ ...inputs })).toBe(toolDigest(inputs));
  });

  it.each<[string, Partial<ToolInputs>]>([
    ['a version', { goMod: 'module lab\n\nrequire example.org/tool v1.1.0\n' }],
    ['a checksum', { goSum: 'example.org/tool v1.0.0 h1:b\n' }],
    ['the toolchain', { toolchain: 'go1.26.9 linux amd64' }],
    ['the tags', { definition: { ...definition, tags: ['one', 'two'] } }],
    ['the use of C', { definition: { ...definition, cgo: true } }],
    [
      'a linked variable',
      { definition: { ...definition, variables: { 'main.v': '1' } } },
    ],
  ])('changes with %s', (_what, change) => {
    expect(toolDigest({ ...inputs, ...change })).not.toBe(toolDigest(inputs));
  });

  it('does not change with who needs the tool', () => {
    const forTests: ToolDefinition = { ...definition, neededBy: 'test' };
    expect(toolDigest({ ...inputs, definition: forTests })).toBe(
      toolDigest(inputs),
    );
  });
});

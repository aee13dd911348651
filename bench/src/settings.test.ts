import type { Suite } from './report';
import { readSettings } from './settings';

const suite = (name: string): Suite => ({
  name,
  run: async () => ({ comparedWith: '', notes: [], measurements: [] }),
});
const suites = [suite('start'), suite('pages')];
const read = (env: NodeJS.ProcessEnv) => {
  const { chosen, rounds } = readSettings(env, suites);
  return [chosen.map(({ name }) => name), rounds];
};

describe('readSettings', () => {
  it.each([
    [{}, ['start', 'pages'], 5],
    [{ SUITE: '', ROUNDS: '' }, ['start', 'pages'], 5],
    [{ SUITE: 'pages' }, ['pages'], 5],
    [{ SUITE: 'pages, start', ROUNDS: '9' }, ['pages', 'start'], 9],
  ])('%j', (env, chosen, rounds) => {
    expect(read(env)).toEqual([chosen, rounds]);
  });

  it.each([
    [{ SUITE: 'page' }, /no suite 'page'. Known: start, pages/],
    [{ ROUNDS: '4' }, /ROUNDS/],
    [{ ROUNDS: 'many' }, /ROUNDS/],
  ])('refuses %j', (env, message) => {
    expect(() => read(env)).toThrow(message);
  });
});

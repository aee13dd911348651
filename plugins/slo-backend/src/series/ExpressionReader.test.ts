import { ExpressionReader } from './ExpressionReader';

it('tells everybody who is shown an answer what its source said of it', async () => {
  const queryRange = jest.fn(async () => ({
    samples: [],
    warnings: ['half of it'],
  }));
  const reader = new ExpressionReader(Date.now);
  const question = {
    source: { name: 'lab', queryRange },
    operation: 'read it',
    promql: 'up',
    range: { from: 0, to: 600, stepSeconds: 60 },
  };
  const first = await reader.read(question);
  expect(first.warnings).toEqual(['half of it']);
  expect(await reader.read(question)).toEqual(first);
  expect(queryRange).toHaveBeenCalledTimes(1);
});

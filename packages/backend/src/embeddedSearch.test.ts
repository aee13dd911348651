import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import searchPlugin from '@backstage/plugin-search-backend';
import request from 'supertest';
import { EmbeddedSearchEngine, embeddedSearch } from './embeddedSearch';

async function filled() {
  const engine = new EmbeddedSearchEngine({
    logger: mockServices.logger.mock(),
  });
  const indexer = await engine.getIndexer('slo');
  await new Promise<void>((resolve, reject) => {
    indexer.once('error', reject);
    indexer.once('close', resolve);
    indexer.write({
      title: 'order-service requests-availability',
      text: 'Within its objective',
      location: '/slo/one',
    });
    indexer.end();
  });
  return engine;
}

describe('the embedded search', () => {
  it('finds nothing of a type that has no document', async () => {
    const engine = await filled();
    expect(await engine.query({ term: '', types: ['techdocs'] })).toEqual({
      results: [],
      numberOfResults: 0,
    });
  });

  it.each([
    { types: ['slo'] },
    { types: ['techdocs', 'slo'] },
    { types: undefined },
  ])('finds what is indexed in $types', async ({ types }) => {
    const engine = await filled();
    const { results } = await engine.query({ term: 'requests', types });
    expect(results.map(({ document }) => document.location)).toEqual([
      '/slo/one',
    ]);
  });

  it('lets others have their turn while it takes in many documents', async () => {
    const engine = new EmbeddedSearchEngine({
      logger: mockServices.logger.mock(),
    });
    const indexer = await engine.getIndexer('slo');
    let turns = 0;
    let isClosed = false;
    const count = () => {
      turns += 1;
      if (!isClosed) {
        setImmediate(count);
      }
    };
    count();
    await new Promise<void>((resolve, reject) => {
      indexer.once('error', reject);
      indexer.once('close', resolve);
      for (let index = 0; index < 100; index += 1) {
        const location = `/slo/${index}`;
        indexer.write({ title: `SLO number${index}`, text: '', location });
      }
      indexer.end();
    });
    isClosed = true;
    expect(turns).toBeGreaterThan(100);
    const { results } = await engine.query({
      term: 'number99',
      types: ['slo'],
    });
    // Numbers that are alike come after it.
    expect(results[0].document.location).toBe('/slo/99');
  });

  it('says that there is no index at all', async () => {
    const { server } = await startTestBackend({
      features: [searchPlugin, embeddedSearch],
    });
    const answer = await request(server).get(
      '/api/search/query?term=&types[0]=techdocs',
    );
    // No collator has named the type, so the question is wrong rather than early.
    expect(answer.status).toBe(400);
    const engine = new EmbeddedSearchEngine({
      logger: mockServices.logger.mock(),
    });
    await expect(
      engine.query({ term: '', types: ['techdocs'] }),
    ).rejects.toMatchObject({ name: 'MissingIndexError' });
  });
});

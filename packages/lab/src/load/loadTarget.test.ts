import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from '../testing/folders';
import { loadTargetOf } from './loadTarget';

const folder = temporaryFolder();
const baseUrl = 'http://127.0.0.1:7200';

function checkout(document: unknown): string {
  mkdirSync(join(folder, 'api'), { recursive: true });
  writeFileSync(join(folder, 'api/openapi.yaml'), stringify(document));
  return folder;
}

const limit = { name: 'limit', in: 'query' };

describe('loadTargetOf', () => {
  it('lists and creates what the service keeps', () => {
    const paths = {
      '/v1/parcels/{id}': { get: {} },
      '/v1/parcels': { get: { parameters: [limit] }, post: {} },
    };
    expect(loadTargetOf(checkout({ paths }), baseUrl)).toEqual({
      url: `${baseUrl}/v1/parcels`,
      createUrl: `${baseUrl}/v1/parcels`,
      createShare: 0.1,
    });
  });

  it.each([
    ['that needs a token', { paths: { '/a': { get: {} } }, security: [{}] }],
    [
      'that needs a parameter',
      { paths: { '/a': { get: { parameters: [{ required: true }] } } } },
    ],
    ['without a GET', { paths: { '/a': { post: {} } } }],
    ['that is no OpenAPI document', { openapi: 3 }],
  ])('leaves a service alone %s', (_, document) => {
    expect(loadTargetOf(checkout(document), baseUrl)).toBeUndefined();
  });

  it('leaves a service without an interface alone', () => {
    expect(loadTargetOf(join(folder, 'none'), baseUrl)).toBeUndefined();
  });
});

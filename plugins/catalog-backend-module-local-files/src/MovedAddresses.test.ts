import { ConfigReader } from '@backstage/config';
import { MovedAddresses, readMovedAddresses } from './MovedAddresses';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: {
      'backstage.io/view-url': 'http://localhost:7020/shop/src/branch/main',
      'goreliable.dev/other': 'http://localhost:70200/shop',
    },
    links: [{ url: 'http://localhost:7020', title: 'Repository' }],
  },
  spec: { type: 'service', ports: 7020, definition: null },
};

const addresses = readMovedAddresses(
  new ConfigReader({
    catalog: {
      localFiles: {
        addresses: [
          { written: 'http://localhost:7020', here: 'http://localhost:21020' },
        ],
      },
    },
  }),
);

const processed = (type: string, moved = addresses) =>
  new MovedAddresses(moved).preProcessEntity(entity, { type });

describe('addresses that have moved', () => {
  it('are those of here in local files, and nothing else is different', async () => {
    expect(await processed('file')).toEqual({
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          'backstage.io/view-url':
            'http://localhost:21020/shop/src/branch/main',
          'goreliable.dev/other': 'http://localhost:70200/shop',
        },
        links: [{ url: 'http://localhost:21020', title: 'Repository' }],
      },
    });
  });

  it('stay as they are in what is read from elsewhere', async () => {
    expect(await processed('url')).toBe(entity);
  });

  it('are none by default', async () => {
    expect(readMovedAddresses(new ConfigReader({}))).toEqual([]);
    expect(await processed('file', [])).toBe(entity);
  });
});

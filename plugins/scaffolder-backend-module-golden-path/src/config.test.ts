import { ConfigReader } from '@backstage/config';
import { readGoldenPathConfig } from './config';

const read = (data: object) =>
  readGoldenPathConfig(new ConfigReader(data as any));
const one = { host: 'git.example.org', password: 'x' };
const two = { host: 'localhost:7020', baseUrl: 'http://localhost:7020/' };

it('is off without a Gitea', () => {
  expect(read({ goldenPath: {} })).toBeUndefined();
});

it('needs nothing but a Gitea', () => {
  expect(read({ integrations: { gitea: [one] } })).toEqual({
    settings: {
      modulePathPrefix: 'goreliable.dev',
      imageRegistry: 'ghcr.io/goreliable',
      organisationUrl: 'https://git.example.org/goreliable',
    },
    gitea: expect.objectContaining({ host: 'git.example.org' }),
    giteaUrl: 'https://git.example.org',
    organisation: 'goreliable',
    gitopsRepository: 'gitops',
    private: false,
  });
});

it('takes the Gitea that it is told to', () => {
  expect(
    read({
      integrations: { gitea: [one, two] },
      goldenPath: {
        modulePathPrefix: 'example.org/go',
        imageRegistry: 'registry.example.org/team',
        gitea: {
          host: 'localhost:7020',
          organisation: 'team',
          gitopsRepository: 'clusters',
          private: true,
        },
      },
    }),
  ).toMatchObject({
    settings: {
      modulePathPrefix: 'example.org/go',
      imageRegistry: 'registry.example.org/team',
      organisationUrl: 'http://localhost:7020/team',
    },
    gitopsRepository: 'clusters',
    private: true,
  });
});

it.each([
  [
    { integrations: { gitea: [one, two] } },
    'goldenPath.gitea.host must say which',
  ],
  [
    {
      integrations: { gitea: [one] },
      goldenPath: { gitea: { host: 'elsewhere' } },
    },
    "goldenPath.gitea.host is 'elsewhere'",
  ],
  [
    { integrations: { gitea: [one] }, goldenPath: { modulePathPrefix: 7 } },
    'goldenPath.modulePathPrefix',
  ],
])('names the key that is wrong in %j', (data, message) => {
  expect(() => read(data)).toThrow(message);
});

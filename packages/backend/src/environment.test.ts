import {
  environmentProblem,
  configPaths,
  missingVariables,
} from './environment';

const text = `
backend:
  # \${IN_A_COMMENT} asks for nothing
  secret: \${BACKEND_SECRET}
  port: \${PORT:-7007}
  literal: $\${NOT_A_VARIABLE}
  address: http://\${HOST}/\${PATH_PART}
`;

describe('missingVariables', () => {
  it('names each with its line, and spares defaults, comments and escapes', () => {
    expect(
      missingVariables([{ path: 'app-config.yaml', text }], { HOST: 'a' }),
    ).toEqual([
      { name: 'BACKEND_SECRET', file: 'app-config.yaml', line: 4 },
      { name: 'PATH_PART', file: 'app-config.yaml', line: 7 },
    ]);
  });

  it('takes an empty value for a missing one', () => {
    expect(
      missingVariables([{ path: 'a', text: 'b: ${SECRET}' }], { SECRET: '' }),
    ).toHaveLength(1);
  });
});

describe('configPaths', () => {
  it('reads both spellings', () => {
    expect(configPaths(['--config', 'a.yaml', '--config=b.yaml'])).toEqual([
      'a.yaml',
      'b.yaml',
    ]);
  });
});

describe('environmentProblem', () => {
  const production = `${__dirname}/../../../app-config.production.yaml`;
  const complete = {
    PORTAL_URL: 'https://portal.test',
    POSTGRES_HOST: 'db',
    POSTGRES_USER: 'portal',
    POSTGRES_PASSWORD: 'secret',
    AUTH_SESSION_SECRET: 'secret',
    OIDC_METADATA_URL: 'https://id.test',
    OIDC_CLIENT_ID: 'portal',
    OIDC_CLIENT_SECRET: 'secret',
  };

  it('lets production start with all that its configuration names', () => {
    expect(
      environmentProblem(['--config', production], complete),
    ).toBeUndefined();
  });

  it.each(Object.keys(complete))('stops production without %s', name => {
    expect(
      environmentProblem(['--config', production], { ...complete, [name]: '' }),
    ).toMatch(
      new RegExp(`^  ${name} \\(.*app-config.production.yaml:\\d+\\)$`, 'm'),
    );
  });
});

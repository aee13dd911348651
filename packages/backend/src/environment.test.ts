import { Client } from 'pg';
import {
  environmentProblem,
  configPaths,
  missingVariables,
  unansweredSslMode,
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

describe('unansweredSslMode', () => {
  const postgres = [
    { path: 'app-config.yaml', text: 'app:\n  title: Portal\n' },
    { path: 'production.yaml', text: 'database:\n  client: pg # PostgreSQL\n' },
  ];
  const given = process.env.PGSSLMODE;

  afterEach(() => {
    process.env.PGSSLMODE = given;
    if (given === undefined) {
      delete process.env.PGSSLMODE;
    }
  });

  /** What node-postgres makes of a mode; false is clear text. */
  function tlsOf(mode: string): unknown {
    process.env.PGSSLMODE = mode;
    const client = new Client({ host: 'db' }) as unknown as { ssl: unknown };
    return client.ssl;
  }

  it.each([
    ['verify-full', true],
    ['verify-ca', true],
    ['require', true],
    ['prefer', true],
    ['no-verify', { rejectUnauthorized: false }],
    ['disable', false],
  ])('takes %s for an answer, which is TLS: %j', (mode, tls) => {
    expect(unansweredSslMode(postgres, { PGSSLMODE: mode })).toBeUndefined();
    expect(tlsOf(mode)).toEqual(tls);
  });

  it.each(['', 'allow', 'verify_full', 'true'])(
    'does not take "%s" for an answer, which is silent clear text',
    mode => {
      expect(unansweredSslMode(postgres, { PGSSLMODE: mode })).toEqual({
        file: 'production.yaml',
        line: 2,
        given: mode,
      });
      expect(tlsOf(mode)).toBe(false);
    },
  );

  it.each(["database: { client: 'pg' }", '{"database":{"client":"pg"}}'])(
    'finds PostgreSQL in %s',
    content => {
      expect(unansweredSslMode([{ path: 'a', text: content }], {})).toEqual({
        file: 'a',
        line: 1,
        given: '',
      });
    },
  );

  it('asks nothing of an embedded database', () => {
    const embedded = 'database:\n  client: better-sqlite3 # not client: pg\n';
    expect(
      unansweredSslMode([{ path: 'a', text: embedded }], {}),
    ).toBeUndefined();
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
    PGSSLMODE: 'verify-full',
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
      new RegExp(`^  ${name} \\(.*app-config.production.yaml:\\d+\\)`, 'm'),
    );
  });

  it('says which modes there are for PostgreSQL, and what stands there instead', () => {
    expect(
      environmentProblem(['--config', production], {
        ...complete,
        PGSSLMODE: 'allow',
      }),
    ).toMatch(/PGSSLMODE .*verify-full, .*disable; it is "allow"$/);
  });
});

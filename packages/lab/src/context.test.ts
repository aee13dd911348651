import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findCacheDir, loadLabContext } from './context';
import { labPorts } from './ports';
import { makeSecrets, openSecrets } from './secrets';
import { temporaryFolder } from './testing/folders';

describe('loadLabContext', () => {
  it('has the documented ports and addresses by default', () => {
    const { ports, urls, dataDir, root } = loadLabContext({});
    expect(ports).toMatchObject({
      portal: 7007,
      identity: 7010,
      gitea: 7020,
      postgres: 7030,
      nats: 7040,
      natsMonitoring: 7041,
      prometheus: 7050,
      alertmanager: 7060,
      platform: 7070,
      appDevelopment: 3000,
      scaffoldedFrom: 7200,
    });
    expect(ports.services['llm-gateway']).toEqual({ http: 7140, admin: 7141 });
    expect(urls.portal).toBe('http://localhost:7007');
    expect(dataDir).toBe(join(root, '.data'));
  });

  it('moves all ports together, and the portal alone', () => {
    const { ports, urls } = loadLabContext({
      LAB_PORT_BASE: '17000',
      LAB_PORTAL_PORT: '8080',
    });
    expect(ports.gitea).toBe(17020);
    expect(urls.portal).toBe('http://localhost:8080');
  });

  it.each([
    [{ LAB_PORT_BASE: 'x' }, /LAB_PORT_BASE must be a whole number/],
    [{ LAB_PORT_BASE: '65400' }, /LAB_PORT_BASE/],
    [{ LAB_PORTAL_PORT: '70000' }, /PORT must be a whole number/],
  ])('refuses %j', (env, message) => {
    expect(() => loadLabContext(env)).toThrow(message);
  });

  it('gives no two parts the same port', () => {
    const { services, ...others } = labPorts(7000);
    const all = [
      ...Object.values(others),
      ...Object.values(services).flatMap(({ http, admin }) => [http, admin]),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('findCacheDir', () => {
  it.each([
    [{ GORELIABLE_CACHE: '/a', XDG_CACHE_HOME: '/b', HOME: '/c' }, '/a'],
    [{ XDG_CACHE_HOME: '/b', HOME: '/c' }, '/b/goreliable'],
    [{ HOME: '/c' }, '/c/.cache/goreliable'],
  ])('%j', (env, expected) => {
    expect(findCacheDir(env)).toBe(expected);
  });
});

describe('openSecrets', () => {
  const path = join(temporaryFolder(), 'lab', 'secrets.json');

  it('makes each once, for all processes, readable by the owner only', () => {
    const secrets = openSecrets(path);
    makeSecrets(secrets);
    const password = secrets.get('postgresPassword');
    expect(password).toMatch(/^[0-9a-f]{64}$/);
    expect(secrets.get('giteaAdminPassword')).not.toBe(password);
    expect(openSecrets(path).get('postgresPassword')).toBe(password);
    expect(statSync(path).mode.toString(8)).toMatch(/600$/);
  });

  it('invents no token of somebody else', () => {
    const secrets = openSecrets(path);
    expect(secrets.has('giteaToken')).toBe(false);
    expect(() => secrets.get('giteaToken')).toThrow(/has not given out/);
    secrets.set('giteaToken', 'abc');
    expect(openSecrets(path).get('giteaToken')).toBe('abc');
    expect(JSON.parse(readFileSync(path, 'utf8')).giteaToken).toBe('abc');
  });
});

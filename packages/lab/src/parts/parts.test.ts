import { join } from 'node:path';
import { parse } from 'yaml';
import { loadLabContext } from '../context';
import { startOrder } from '../runner/order';
import { temporaryFolder } from '../testing/folders';
import { toolFor } from '../tools';
import { alertmanagerConfig } from './alertmanager';
import { giteaConfig, renderIni } from './gitea/config';
import { labParts, parseTiers, tiersWithoutParts } from './index';
import { renderOverlay } from './portal/overlay';

const context = loadLabContext({
  LAB_DATA_DIR: join(temporaryFolder(), 'data; #1'),
  LAB_PORT_BASE: '17000',
});

describe('parseTiers', () => {
  it.each([
    [undefined, ['base', 'core']],
    ['', ['base', 'core']],
    ['none', ['base']],
    ['core', ['base', 'core']],
    ['core,ml', ['base', 'core', 'ml']],
    ['ml', ['base', 'core', 'ml']],
  ])('%s', (text, tiers) => {
    expect(parseTiers(text)).toEqual(tiers);
  });

  it.each(['cores', 'none,core', 'core,,ml'])('refuses %s', text => {
    expect(() => parseTiers(text)).toThrow(/TIERS is 'none' or a list of/);
  });
});

describe('labParts', () => {
  const names = (text: string, mode: 'run' | 'dev' = 'run') =>
    labParts({ tiers: parseTiers(text), mode }).map(({ name }) => name);

  it('needs only the portal and its sign-in without tiers', () => {
    expect(names('none')).toEqual(['identity', 'portal']);
    expect(names('none', 'dev')).toEqual(['identity', 'portal', 'app']);
  });

  it('tells which tiers start nothing', () => {
    const tiers = parseTiers('core,ml');
    const parts = labParts({ tiers, mode: 'run' });
    expect(tiersWithoutParts(tiers, parts)).toEqual(['ml']);
    const withModels = [...parts, { ...parts[0], tier: 'ml' as const }];
    expect(tiersWithoutParts(tiers, withModels)).toEqual([]);
  });

  it('has a valid order, known tools and no port twice', () => {
    for (const mode of ['run', 'dev'] as const) {
      const parts = labParts({ tiers: ['base', 'core', 'ml'], mode });
      expect(startOrder(parts)).toHaveLength(parts.length);
      expect(() =>
        parts.flatMap(({ tools }) => tools.map(toolFor)),
      ).not.toThrow();
      const ports = parts.flatMap(part => part.ports(context));
      expect(new Set(ports).size).toBe(ports.length);
    }
  });

  it('lets the portal wait for nothing that has to be built', () => {
    const parts = labParts({ tiers: ['base', 'core'], mode: 'run' });
    const portal = parts.find(({ name }) => name === 'portal')!;
    const needed = parts.filter(({ name }) => portal.needs.includes(name));
    expect([portal, ...needed].flatMap(({ tools }) => tools)).toEqual([]);
  });
});

describe('giteaConfig', () => {
  const ini = giteaConfig(context, { assets: '/a b', asRoot: true, user: 'x' });

  it('listens on loopback, for hooks to loopback, from the given assets', () => {
    expect(ini).toContain('HTTP_ADDR = `127.0.0.1`\nHTTP_PORT = `17020`');
    expect(ini).toContain('ROOT_URL = `http://localhost:17020/`');
    expect(ini).toContain('ALLOWED_HOST_LIST = `loopback`');
    expect(ini).toContain('STATIC_ROOT_PATH = `/a b`');
    expect(ini).toContain(`WORK_PATH = \`${context.labDir}/gitea\``);
  });

  it('admits to running as root only when it does', () => {
    const flag = 'I_AM_BEING_UNSAFE_RUNNING_AS_ROOT';
    expect(ini).toContain(`${flag} = \`true\``);
    expect(
      giteaConfig(context, { assets: '/a', asRoot: false, user: 'x' }),
    ).not.toContain(flag);
  });

  it('uses the same secrets at every start', () => {
    const again = giteaConfig(context, {
      assets: '/a b',
      asRoot: true,
      user: 'x',
    });
    expect(again).toBe(ini);
  });
});

describe('renderIni', () => {
  it('puts global values before the sections', () => {
    expect(renderIni({ A: 1 }, { b: { C: true }, d: {} })).toBe(
      'A = `1`\n\n[b]\nC = `true`\n\n[d]\n',
    );
  });
});

describe('alertmanagerConfig', () => {
  it('routes to a receiver that exists', () => {
    const { route, receivers } = parse(alertmanagerConfig());
    expect(receivers).toContainEqual({ name: route.receiver });
  });
});

describe('renderOverlay', () => {
  const overlay = (withCore: boolean) =>
    parse(
      renderOverlay(context, { withCore, appUrl: 'http://localhost:17007' }),
    );

  it('tells the portal its addresses, its folder and who signs people in', () => {
    const { app, backend, auth } = overlay(true);
    expect(app.baseUrl).toBe('http://localhost:17007');
    expect(backend.listen).toEqual({ host: '127.0.0.1', port: 17007 });
    expect(backend.database.connection.directory).toBe(
      join(context.dataDir, 'portal'),
    );
    expect(auth.providers.oidc.development).toMatchObject({
      metadataUrl: 'http://localhost:17010/.well-known/openid-configuration',
      clientSecret: context.secrets.get('identityClientSecret'),
    });
  });

  it('lets the lab publish events and do nothing else', () => {
    const [access] = overlay(true).backend.auth.externalAccess;
    expect(access).toMatchObject({
      options: { token: context.secrets.get('portalEventsToken') },
      accessRestrictions: [{ plugin: 'timeline' }],
    });
  });

  it('signs in to Gitea before it has given out a token, and with it after', () => {
    const integration = () => overlay(true).integrations.gitea[0];
    expect(integration().host).toBe('localhost:17020');
    expect(integration().password).toBe(
      context.secrets.get('giteaAdminPassword'),
    );
    context.secrets.set('giteaToken', 'token');
    expect(integration().password).toBe('token');
  });

  it('leads from what is committed to where the repositories are', () => {
    expect(overlay(true).catalog.localFiles.addresses).toEqual([
      { written: 'http://localhost:7020', here: context.urls.gitea },
    ]);
  });

  it('names no server of the core tier without it', () => {
    const { integrations, slo, lab } = overlay(false);
    expect([integrations, slo, lab.platform]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

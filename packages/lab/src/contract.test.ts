import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findRoot } from './context';
import { nodeTransform } from './parts/typescriptProcess';
import { temporaryFolder } from './testing/folders';

// From nothing, Gitea alone takes some five minutes to compile.
jest.setTimeout(1_200_000);

/**
 * What the lab promises to those who use its servers, asked of the real ones,
 * beside which this script runs as any part does.
 */
const script = `
  const { loadLabContext } = require('${join(__dirname, 'context')}');
  const pg = require('pg');
  const { connect } = require('node:net');

  async function main() {
    const { secrets, urls, ports } = loadLabContext();
    const git = (path, options = {}) => fetch(urls.gitea + '/api/v1/' + path, {
      ...options,
      headers: {
        authorization: 'token ' + secrets.get('giteaToken'),
        'content-type': 'application/json',
      },
    });
    const client = new pg.Client({ connectionString: urls.postgres('postgres') });
    await client.connect();
    const { rows } = await client.query('select current_user as role, 6 * 7 as answer');
    const intruder = new pg.Client({
      host: '127.0.0.1', port: ports.postgres, user: 'goreliable', password: 'wrong', database: 'postgres',
    });
    const refused = await intruder.connect().then(() => 'let in', error => error.code);
    const repository = await git('orgs/goreliable/repos', {
      method: 'POST', body: JSON.stringify({ name: 'contract-' + Date.now(), auto_init: true }),
    });
    const { full_name } = await repository.json();
    const hook = await git('repos/' + full_name + '/hooks', {
      method: 'POST',
      body: JSON.stringify({
        type: 'gitea', active: true, events: ['push'],
        config: { url: urls.platform + '/webhooks/gitea', content_type: 'json' },
      }),
    });
    const user = await (await git('user')).json();
    const page = await (await fetch(urls.gitea + '/' + full_name)).text();
    const wanted = [...page.matchAll(/(?:src|href)="(\\/assets\\/[^"]+)"/g)].map(match => match[1]);
    const assets = await Promise.all(wanted.map(async path => (await fetch(urls.gitea + path)).status));
    const anonymous = await fetch(urls.gitea + '/' + full_name);
    const jetstream = await (await fetch('http://127.0.0.1:' + ports.natsMonitoring + '/jsz')).json();
    const greeting = await new Promise(resolve => {
      const socket = connect(ports.nats, '127.0.0.1');
      socket.once('data', data => { resolve(String(data)); socket.destroy(); });
    });
    await client.end();
    console.log(JSON.stringify({
      postgres: rows[0],
      refused,
      user: user.login,
      isAdministrator: user.is_admin,
      repository: repository.status,
      hook: hook.status,
      anonymous: anonymous.status,
      assets: assets.length > 4 && assets.every(status => status === 200),
      jetstream: jetstream.disabled ?? false,
      storeIsOurs: jetstream.config.store_dir.startsWith(process.env.LAB_DATA_DIR),
      greeting: greeting.slice(0, 4),
    }));
  }
  main().catch(error => { console.error(error); process.exit(1); });
`;

/**
 * Asks the lab's Prometheus, through the portal's own reader, when each sudden incident
 * of the past began; what grows over a day has no such moment.
 */
const onsetScript = `
  const { loadLabContext } = require('${join(__dirname, 'context')}');
  const { pastIncidents } = require('${join(__dirname, 'history/incidents')}');
  const { historyEnd } = require('${join(
    __dirname,
    'history/prepareHistory',
  )}');
  const slo = '${join(findRoot(), 'plugins/slo-backend/src')}';
  const { createSources } = require(slo + '/adapters/createSources');
  const { SeriesReader } = require(slo + '/series/SeriesReader');
  const { OnsetFinder } = require(slo + '/onset/OnsetFinder');

  const quiet = () => {};
  const logger = { error: quiet, warn: quiet, info: quiet, debug: quiet };
  const objectives = {
    failed: { name: 'requests-availability', objective: 0.999 },
    slow: { name: 'requests-latency', objective: 0.99 },
  };
  const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'];
  const secondsOf = window => parseInt(window, 10) * { m: 60, h: 3600, d: 86400 }[window.slice(-1)];

  async function main() {
    const context = loadLabContext();
    const { sources, close } = createSources([{
      upstream: { name: 'lab', baseUrl: context.urls.prometheus },
      scope: { keyLabels: [], matchers: {} },
    }], logger);
    const finder = new OnsetFinder(new SeriesReader(sources, Date.now), Date.now);
    const found = [];
    for (const incident of pastIncidents(historyEnd(context))) {
      for (const { service, fault } of incident.effects) {
        if (incident.shape === 'ramp' || service === 'notification-worker') {
          continue;
        }
        const { name, objective } = objectives[fault];
        const { onset } = await finder.find({
          slo: {
            id: ['lab', service, name].join('~'), source: 'lab', service, name, objective,
            periodDays: 30, owners: [], state: 'ok', reason: { code: 'within-objective' },
            windows: windows.map(window => ({ window, seconds: secondsOf(window), condition: 'measured' })),
          },
          status: { name: 'lab', state: 'fresh' },
          episodes: [],
        }, { at: incident.from + 600 });
        found.push({ name: incident.id + ' ' + service + ' ' + name, began: incident.from, onset });
      }
    }
    await close();
    console.log(JSON.stringify(found));
  }
  main().catch(error => { console.error(error); process.exit(1); });
`;

interface FoundOnset {
  readonly name: string;
  /** Unix time in seconds. */
  readonly began: number;
  /** Times as ISO 8601. */
  readonly onset: {
    readonly kind: string;
    readonly earliest: string;
    readonly latest: string;
  };
}

const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('the real servers of the lab', () => {
  const dataDir = temporaryFolder();
  const lab = (args: string[]) =>
    promisify(execFile)(
      process.execPath,
      [
        ...['--require', nodeTransform(findRoot())],
        ...[join(__dirname, 'main.ts'), ...args],
      ],
      { env: { ...process.env, LAB_DATA_DIR: dataDir } },
    );

  it.each(['on an empty data folder', 'on the data of the run before'])(
    'can be used as promised %s',
    async () => {
      const { stdout } = await lab([
        ...['with', 'gitea,nats,postgres', '--', process.execPath],
        ...['--require', nodeTransform(findRoot()), '-e', script],
      ]);
      expect(JSON.parse(stdout)).toEqual({
        postgres: { role: 'goreliable', answer: 42 },
        refused: '28P01',
        user: 'goreliable-bot',
        isAdministrator: true,
        repository: 201,
        hook: 201,
        anonymous: 200,
        assets: true,
        jetstream: false,
        storeIsOurs: true,
        greeting: 'INFO',
      });
    },
  );

  it('hold a past in whose series the portal finds when each incident began', async () => {
    const { stdout } = await lab([
      ...['with', 'prometheus', '--', process.execPath],
      ...['--require', nodeTransform(findRoot()), '-e', onsetScript],
    ]);
    const found: FoundOnset[] = JSON.parse(stdout);
    expect(found.length).toBeGreaterThanOrEqual(8);
    for (const { name, began, onset } of found) {
      expect([name, onset.kind]).toEqual([name, 'found']);
      expect([name, seconds(onset.earliest) <= began]).toEqual([name, true]);
      expect([name, seconds(onset.latest) >= began]).toEqual([name, true]);
      // Bounds that held anything would say nothing: a slot of the past is five minutes.
      const width = seconds(onset.latest) - seconds(onset.earliest);
      expect([name, width <= 900]).toEqual([name, true]);
    }
  });

  it('hands on the exit code of the command', async () => {
    await expect(
      lab(['with', 'nats', '--', process.execPath, '-e', 'process.exit(5)']),
    ).rejects.toMatchObject({ code: 5 });
  });
});

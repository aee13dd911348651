import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parse } from 'yaml';
import { labPorts } from '../ports';
import { freePort } from '../testing/freePort';
import { temporaryFolder } from '../testing/folders';
import {
  metricsFolders,
  reloadPrometheus,
  removeOtherServices,
  writePrometheusConfig,
  writeTarget,
} from './prometheusFiles';

const context = { labDir: temporaryFolder(), ports: labPorts(17_000) };
const { targets, rules } = metricsFolders(context);

describe('files for Prometheus', () => {
  it('are written once', () => {
    expect(writePrometheusConfig(context)).toBe(true);
    expect(writePrometheusConfig(context)).toBe(false);
    const path = join(context.labDir, 'prometheus/prometheus.yml');
    const config = parse(readFileSync(path, 'utf8'));
    expect(config.rule_files).toEqual([join(rules, '*.yaml')]);
    expect(config.scrape_configs.at(-1).file_sd_configs[0].files).toEqual([
      join(targets, '*.json'),
    ]);
  });

  it('keep job and instance from release to release', () => {
    for (const port of [4001, 4002]) {
      writeTarget(context, 'one', port);
      const text = readFileSync(join(targets, 'one.json'), 'utf8');
      expect(JSON.parse(text)).toEqual([
        {
          targets: [`127.0.0.1:${port}`],
          labels: { job: 'one', instance: 'one-0' },
        },
      ]);
    }
    writeTarget(context, 'one', undefined);
    expect(existsSync(join(targets, 'one.json'))).toBe(false);
  });

  it('forget services that are gone', () => {
    writeTarget(context, 'one', 1);
    writeTarget(context, 'two', 2);
    for (const file of ['one.yaml', 'two.yaml', 'two.rules.yaml']) {
      writeFileSync(join(rules, file), 'groups: []\n');
    }
    expect(removeOtherServices(context, new Set(['one']))).toBe(true);
    expect(existsSync(join(targets, 'one.json'))).toBe(true);
    expect(existsSync(join(rules, 'one.yaml'))).toBe(true);
    expect(existsSync(join(targets, 'two.json'))).toBe(false);
    expect(existsSync(join(rules, 'two.rules.yaml'))).toBe(false);
    expect(removeOtherServices(context, new Set(['one']))).toBe(false);
  });
});

describe('reloadPrometheus', () => {
  it('is for later while it is away', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await reloadPrometheus(url)).toBe(false);
  });

  it('says what Prometheus says', async () => {
    const port = await freePort();
    const server = createServer((_, response) => {
      response.statusCode = 500;
      response.end('bad rule');
    }).listen(port);
    await expect(reloadPrometheus(`http://127.0.0.1:${port}`)).rejects.toThrow(
      'Prometheus refuses its configuration: bad rule',
    );
    server.close();
  });
});

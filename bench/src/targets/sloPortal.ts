import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '@goreliable/lab';
import { stringify } from 'yaml';
import { serviceName } from '../prometheus/sloFleet';
import { portalTarget } from './portal';
import { type Target, personUnderTest } from './types';

const teams = [
  'edge-team',
  'ordering-team',
  'engagement-team',
  'ml-team',
  'platform-team',
];

/** Who sees everything, and who only what his team owns, a fifth of it. */
export const callers = { everything: personUnderTest.name, some: 'omar' };

/**
 * The portal with a fleet's SLOs, and with its services in the catalog.
 *
 * @param services - how many there are
 */
export function sloPortalTarget(
  context: LabContext,
  prometheusUrl: string,
  services: number,
): Target {
  const catalog = join(context.dataDir, 'bench-fleet.yaml');
  const config = join(context.dataDir, 'app-config.bench-slo.yaml');
  writeFileSync(
    catalog,
    Array.from({ length: services }, (_, index) =>
      stringify(component(index)),
    ).join('---\n'),
  );
  writeFileSync(config, stringify(configOf(context, prometheusUrl, catalog)));
  return portalTarget(context, { configs: [config] });
}

function component(index: number) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: serviceName(index) },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: teams[index % teams.length],
      system: 'ordering',
    },
  };
}

function configOf(context: LabContext, prometheusUrl: string, catalog: string) {
  const people = ['User', 'Group'];
  const things = ['Component', 'System', 'Domain', 'API', 'Resource'];
  const own = join(context.root, 'catalog-info', 'all.yaml');
  return {
    slo: { prometheus: [{ name: 'bench', url: prometheusUrl }] },
    catalog: {
      locations: [
        {
          type: 'file',
          target: own,
          rules: [{ allow: [...things, 'Location', ...people] }],
        },
        { type: 'file', target: catalog, rules: [{ allow: things }] },
      ],
    },
    permission: {
      platform: {
        roles: [
          { name: 'viewer', members: [`user:default/${callers.everything}`] },
          {
            name: 'service-owner',
            members: teams.map(team => `group:default/${team}`),
          },
        ],
      },
    },
  };
}

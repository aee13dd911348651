import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import SwaggerParser from '@apidevtools/swagger-parser';
import { Parser as AsyncApiParser } from '@asyncapi/parser';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  domainEntityV1alpha1Validator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  KindValidator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { loadSync } from 'protobufjs';
import { parse } from 'yaml';
import {
  catalogFolder,
  keptFiles,
  renderCatalogService,
  renderedServices,
} from './catalogServices';
import { definitionFile, FoundEntity, readCatalog } from './readCatalog';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../../../..');
const catalog = readCatalog(join(root, 'catalog-info/all.yaml'));
const byRef = new Map(
  catalog.map(found => [stringifyEntityRef(found.entity), found]),
);
const ofKind = (kind: string) =>
  catalog.filter(({ entity }) => entity.kind === kind);
const named = (found: readonly FoundEntity[]) =>
  found.map(one => [one.entity.metadata.name, one] as const);

const validators: Record<string, KindValidator> = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Location: locationEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
};

/** The fields of a spec that name other entities, and of which kind by default. */
const references: Record<string, string | undefined> = {
  owner: 'group',
  system: 'system',
  domain: 'domain',
  parent: 'group',
  children: 'group',
  memberOf: 'group',
  providesApis: 'api',
  consumesApis: 'api',
  dependsOn: undefined,
  dependencyOf: undefined,
};

function refsOf({ entity }: FoundEntity): { field: string; ref: string }[] {
  return Object.entries(references).flatMap(([field, defaultKind]) =>
    [entity.spec?.[field] ?? []].flat().map(ref => ({
      field,
      ref: stringifyEntityRef(
        parseEntityRef(ref as string, {
          defaultKind,
          defaultNamespace: 'default',
        }),
      ),
    })),
  );
}

describe('the catalog', () => {
  it('has what the platform is made of', () => {
    const names = (kind: string) =>
      ofKind(kind).map(({ entity }) => entity.metadata.name);
    expect(names('Domain')).toEqual(['goreliable']);
    expect(names('System').toSorted()).toEqual(
      ['edge', 'llm', 'ml', 'notifications', 'ordering', 'platform'].toSorted(),
    );
    expect(names('Component')).toEqual(
      expect.arrayContaining([
        'gateway',
        'order-service',
        'notification-worker',
        'ml-inference-gateway',
        'llm-gateway',
        'goreliable-portal',
      ]),
    );
    expect(names('User').toSorted()).toEqual(
      [
        'ada',
        'cleo',
        'edith',
        'grace',
        'miles',
        'nina',
        'omar',
        'victor',
      ].toSorted(),
    );
  });

  it('names nothing twice', () => {
    const refs = catalog.map(({ entity }) => stringifyEntityRef(entity));
    expect(refs.filter((ref, at) => refs.indexOf(ref) !== at)).toEqual([]);
  });

  it.each(catalog.map(found => [stringifyEntityRef(found.entity), found]))(
    '%s is an entity as Backstage wants it',
    async (_, found) => {
      const { entity } = found as FoundEntity;
      const policy = EntityPolicies.allOf([
        new SchemaValidEntityPolicy(),
        new DefaultNamespaceEntityPolicy(),
        new NoForeignRootFieldsEntityPolicy(),
        new FieldFormatEntityPolicy(),
      ]);
      // What is included is put in its place first, as the portal does.
      const included =
        entity.kind === 'API'
          ? {
              ...entity,
              spec: {
                ...entity.spec,
                definition: readFileSync(
                  definitionFile(found as FoundEntity),
                  'utf8',
                ),
              },
            }
          : entity;
      await expect(policy.enforce(included)).resolves.toBeDefined();
      await expect(validators[entity.kind].check(included)).resolves.toBe(true);
    },
  );

  it('refers to nothing that does not exist', () => {
    const dangling = catalog.flatMap(found =>
      refsOf(found)
        .filter(({ ref }) => !byRef.has(ref))
        .map(({ field, ref }) => ({
          entity: stringifyEntityRef(found.entity),
          field,
          ref,
        })),
    );
    expect(dangling).toEqual([]);
  });

  it('links only to the lab, which is there by default', () => {
    const urls = catalog.flatMap(({ entity }) => [
      ...(entity.metadata.links ?? []).map(({ url }) => url),
      ...Object.values(entity.metadata.annotations ?? {}).flatMap(
        value => value.match(/https?:\/\/\S+/g) ?? [],
      ),
    ]);
    expect(urls.length).toBeGreaterThan(10);
    expect(
      urls.filter(
        url => !/^http:\/\/localhost:(7020|7041|7050|7060)(\/|$)/.test(url),
      ),
    ).toEqual([]);
  });

  it('shows no pictures from elsewhere', () => {
    const pictures = catalog.map(
      ({ entity }) =>
        (entity.spec?.profile as { picture?: string } | undefined)?.picture,
    );
    expect(pictures.filter(Boolean)).toEqual([]);
  });
});

describe('components', () => {
  it.each(named(ofKind('Component')))(
    '%s has an owner, a system, a lifecycle and documentation',
    (_, { entity, file }) => {
      expect(entity.spec).toMatchObject({
        owner: expect.stringMatching(/^group:default\/.+-team$/),
        system: expect.any(String),
        lifecycle: expect.stringMatching(/^(experimental|production)$/),
        type: expect.any(String),
      });
      expect(entity.metadata.annotations).toMatchObject({
        'backstage.io/techdocs-ref': 'dir:.',
        'goreliable.dev/environment': 'production',
      });
      expect(entity.metadata.description?.length).toBeGreaterThan(10);
      const mkdocs = parse(
        readFileSync(join(dirname(file), 'mkdocs.yml'), 'utf8'),
      );
      expect(mkdocs.plugins).toContain('techdocs-core');
      const pages = (mkdocs.nav as Record<string, string>[]).flatMap(
        Object.values,
      );
      expect(pages).toContain('index.md');
      for (const page of pages) {
        expect(existsSync(join(dirname(file), mkdocs.docs_dir, page))).toBe(
          true,
        );
      }
    },
  );

  it.each(
    named(
      ofKind('Component').filter(({ entity }) =>
        ['service', 'worker'].includes(String(entity.spec?.type)),
      ),
    ),
  )('%s has what its pages are made from', (name, { entity, file }) => {
    expect(entity.metadata.annotations).toMatchObject({
      'backstage.io/kubernetes-id': name,
      'argocd/app-name': `${name}-prod`,
      'goreliable.dev/slo-service': name,
      'goreliable.dev/alert-matchers': `service="${name}"`,
    });
    const runbooks = join(
      dirname(file),
      entity.metadata.annotations!['goreliable.dev/runbooks'],
    );
    expect(existsSync(runbooks)).toBe(true);
    expect(entity.spec?.providesApis).not.toHaveLength(0);
  });

  it('makes the way of an order visible', () => {
    const refs = (ref: string) =>
      refsOf(byRef.get(ref)!).map(one => `${one.field} ${one.ref}`);
    expect(refs('component:default/gateway')).toContain(
      'consumesApis api:default/order-service',
    );
    expect(refs('component:default/order-service')).toEqual(
      expect.arrayContaining([
        'providesApis api:default/order-service',
        'providesApis api:default/orders.created',
        'dependsOn resource:default/order-service-database',
        'dependsOn resource:default/orders-stream',
      ]),
    );
    expect(refs('component:default/notification-worker')).toEqual(
      expect.arrayContaining([
        'consumesApis api:default/orders.created',
        'dependsOn resource:default/orders-stream',
        'providesApis api:default/notifications.sent',
      ]),
    );
  });
});

describe('teams and people', () => {
  it.each(named(ofKind('User')))('%s is in a team', (name, { entity }) => {
    expect(entity.spec?.memberOf).toHaveLength(1);
    expect(entity.spec?.profile).toMatchObject({
      displayName: expect.stringMatching(/^\S+ \S+$/),
      email: `${name}@goreliable.dev`,
    });
  });

  it('has the same teams above and below', () => {
    const groups = ofKind('Group').map(({ entity }) => entity);
    const above = groups.find(group => group.spec?.type === 'organization')!;
    const below = groups.filter(
      group => group.spec?.parent === above.metadata.name,
    );
    expect(above.spec?.children).toEqual(
      below.map(group => group.metadata.name),
    );
    expect(below).toHaveLength(groups.length - 1);
  });
});

describe('models', () => {
  const models = ofKind('Resource').filter(
    ({ entity }) => entity.spec?.type === 'ml-model',
  );

  it('are there', () => expect(models).toHaveLength(3));

  it.each(named(models))('%s is one of the registry', (_, { entity }) => {
    expect(
      entity.metadata.annotations?.['goreliable.dev/mlflow-model'],
    ).toMatch(/^[a-z-]+$/);
    expect(entity.spec?.dependsOn).toContain('resource:default/mlflow');
  });
});

describe('documents of APIs', () => {
  const ofType = (type: string) =>
    named(ofKind('API').filter(({ entity }) => entity.spec?.type === type));

  it('are of a type that can be shown', () => {
    const types = ofKind('API').map(({ entity }) => entity.spec?.type);
    expect(new Set(types)).toEqual(new Set(['openapi', 'asyncapi', 'grpc']));
  });

  it.each(ofType('openapi'))('%s is OpenAPI 3.1', async (_, found) => {
    const document = await SwaggerParser.validate(definitionFile(found));
    expect(document).toMatchObject({ openapi: '3.1.0' });
    expect(Object.keys(document.paths ?? {})).not.toHaveLength(0);
  });

  it.each(ofType('asyncapi'))('%s is AsyncAPI 3', async (name, found) => {
    const { document, diagnostics } = await new AsyncApiParser().parse(
      readFileSync(definitionFile(found), 'utf8'),
    );
    const errors = diagnostics.filter(({ severity }) => severity === 0);
    expect(errors).toEqual([]);
    expect(document?.version()).toMatch(/^3\./);
    expect(
      document
        ?.channels()
        .all()
        .map(channel => channel.address()),
    ).toContain(name);
  });

  it.each(ofType('grpc'))('%s is a service of protobuf', (_, found) => {
    const types = loadSync(definitionFile(found)).resolveAll();
    const service = types.lookupService('inference.GRPCInferenceService');
    expect(Object.keys(service.methods)).toContain('ModelInfer');
  });
});

describe('rendered services', () => {
  it.each(renderedServices(root))(
    '%s is committed as its golden path renders it',
    async service => {
      const target = await mkdtemp(join(tmpdir(), 'catalog-'));
      try {
        await renderCatalogService(root, service, target);
        const folder = catalogFolder(root, service);
        // If this fails: run scripts/render-catalog-services.sh and commit the result.
        expect(keptFiles(folder)).toEqual(keptFiles(target));
        expect(Object.keys(keptFiles(folder))).toEqual(
          expect.arrayContaining(['catalog-info.yaml', 'docs/index.md']),
        );
      } finally {
        await rm(target, { recursive: true, force: true });
      }
    },
  );

  it('are part of the catalog', () => {
    const files = catalog.map(({ file }) => relative(root, file));
    expect(renderedServices(root)).toHaveLength(3);
    for (const service of renderedServices(root)) {
      expect(files).toContain(
        `catalog-info/services/${service}/catalog-info.yaml`,
      );
    }
  });
});

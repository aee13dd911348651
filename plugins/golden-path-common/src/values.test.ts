import { z } from 'zod';
import { GoldenPathName } from './parameters';
import {
  GoldenPathSettings,
  goldenPathValues,
  upstreamVariable,
} from './values';

const settings: GoldenPathSettings = {
  modulePathPrefix: 'goreliable.dev',
  imageRegistry: 'ghcr.io/goreliable',
  organisationUrl: 'https://git.example.org/goreliable',
};

const common = {
  name: 'order-service',
  description: 'Takes orders and keeps them.',
  owner: 'group:default/ordering-team',
  system: 'system:default/ordering',
  objective: 99.9,
};

function values(template: GoldenPathName, parameters: Record<string, unknown>) {
  return goldenPathValues(
    { template, version: '1.2.3', parameters: { ...common, ...parameters } },
    settings,
  );
}

function messages(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    return (error as z.ZodError).issues.map(
      issue => `${issue.path.join('.')}: ${issue.message}`,
    );
  }
  throw new Error('Nothing was wrong with that');
}

describe('goldenPathValues', () => {
  it('derives all of a service from its noun', () => {
    expect(values('go-service', { resource: 'category' })).toEqual({
      template: 'go-service',
      templateVersion: '1.2.3',
      name: 'order-service',
      title: 'Order service',
      description: 'Takes orders and keeps them.',
      owner: 'group:default/ordering-team',
      ownerName: 'ordering-team',
      system: 'ordering',
      namespace: 'ordering',
      modulePath: 'goreliable.dev/order-service',
      imageRepository: 'ghcr.io/goreliable/order-service',
      repositoryUrl: 'https://git.example.org/goreliable/order-service',
      http: true,
      port: 8080,
      adminPort: 8081,
      database: true,
      events: true,
      objective: 99.9,
      latencyThreshold: 0.25,
      resource: 'category',
      resourcePlural: 'categories',
      resourceType: 'Category',
      subject: 'categories.created',
      stream: 'CATEGORIES',
    });
  });

  it('takes what was answered over what it would derive', () => {
    expect(
      values('go-service', {
        resource: 'person',
        resourcePlural: 'people',
        subject: 'crm.people.created',
        stream: 'CRM_EVENTS',
        modulePath: 'example.org/crm',
        latencyThreshold: 1,
      }),
    ).toMatchObject({
      resourcePlural: 'people',
      subject: 'crm.people.created',
      stream: 'CRM_EVENTS',
      modulePath: 'example.org/crm',
      latencyThreshold: 1,
    });
  });

  it('publishes no events without a database', () => {
    expect(
      values('go-service', { resource: 'order', database: false }),
    ).toMatchObject({ database: false, events: false });
  });

  it('derives a worker from the subject it reads', () => {
    expect(values('go-worker', { subject: 'orders.created' })).toMatchObject({
      http: false,
      database: false,
      events: true,
      stream: 'ORDERS',
      consumer: 'order-service',
      outputSubject: 'order_service.sent',
      outputStream: 'ORDER_SERVICE',
      latencyThreshold: 5,
    });
  });

  it('keeps a long worker within what a stream may be called', () => {
    const name = `${'a'.repeat(31)}-worker`;
    expect(
      values('go-worker', { name, subject: 'orders.created' }),
    ).toMatchObject({
      outputSubject: `${'a'.repeat(31)}_worker.sent`,
      outputStream: 'A'.repeat(31),
    });
  });

  it('derives a gateway from the services behind it', () => {
    const routes = [
      {
        prefix: '/api/orders',
        service: 'order-service',
        rewrite: '/v1/orders',
      },
      { prefix: '/api/users', service: 'users' },
    ];
    expect(values('go-gateway', { routes })).toMatchObject({
      http: true,
      database: false,
      events: false,
      routes: [
        {
          ...routes[0],
          upstream: 'ORDER_SERVICE_URL',
          namespace: 'ordering',
        },
        {
          ...routes[1],
          upstream: 'USERS_URL',
          namespace: 'ordering',
          rewrite: '/api/users',
        },
      ],
    });
  });

  it('finds a service of another system in its namespace', () => {
    const routes = [
      { prefix: '/api/orders', service: 'order-service.ordering' },
      { prefix: '/api/archive', service: 'order-service' },
      { prefix: '/api/users', service: 'users.check-out' },
    ];
    expect(values('go-gateway', { routes }).routes).toEqual([
      expect.objectContaining({
        service: 'order-service',
        namespace: 'ordering',
        upstream: 'ORDER_SERVICE_URL',
      }),
      expect.objectContaining({
        service: 'order-service',
        namespace: 'ordering',
      }),
      expect.objectContaining({
        service: 'users',
        namespace: 'check-out',
        upstream: 'USERS_URL',
      }),
    ]);
  });

  it('takes empty answers of a form for none', () => {
    expect(
      values('go-service', {
        resource: 'order',
        stream: '',
        subject: null,
        preview: undefined,
      }),
    ).toMatchObject({ stream: 'ORDERS', subject: 'orders.created' });
  });

  it.each([
    ['ordering', 'ordering', 'ordering'],
    ['system:default/ordering', 'ordering', 'ordering'],
    ['system:shop/cart', 'system:shop/cart', 'cart'],
    [
      'system:Shop/Check_out..v2_',
      'system:Shop/Check_out..v2_',
      'check-out-v2',
    ],
  ])('places %s in %s, namespace %s', (given, system, namespace) => {
    expect(
      values('go-service', { resource: 'order', system: given }),
    ).toMatchObject({ system, namespace });
  });

  it.each([
    ['go-service', { resource: 'func' }, /resource: 'func' means something/],
    [
      'go-service',
      { resource: 'order', database: false, events: true },
      /events: needs the database/,
    ],
    [
      'go-service',
      { resource: 'order', latencyThreshold: 0.3 },
      /latencyThreshold: must be one of the histogram's bounds/,
    ],
    ['go-service', { resource: 'order', objective: 100 }, /^objective: /],
    [
      'go-service',
      { resource: 'order', description: 'says "no"' },
      /description: must be one line without double quotes/,
    ],
    [
      'go-service',
      { resource: 'order', owner: 'user:default/ada' },
      /owner: must be a team/,
    ],
    ['go-service', { resource: 'order', name: 'X' }, /^name: A service's name/],
    ['go-service', { resource: 'order', colour: 'red' }, /colour/],
    [
      'go-service',
      { resource: 'order', port: 9000, adminPort: 9000 },
      /adminPort: must differ from port/,
    ],
    ['go-worker', {}, /^subject: /],
    // Events are entities of the catalog, named after their subject.
    ['go-worker', { subject: `a.${'b'.repeat(62)}` }, /^subject: /],
    ['go-worker', { subject: 'orders.created_' }, /^subject: /],
    [
      'go-worker',
      { subject: 'orders.created', outputSubject: 'orders.created' },
      /outputSubject: must differ/,
    ],
    ['go-gateway', { routes: [] }, /^routes: /],
    [
      'go-gateway',
      {
        routes: [
          { prefix: '/api/a', service: 'one-service' },
          { prefix: '/api/a', service: 'two-service' },
        ],
      },
      /routes\.1\.prefix: \/api\/a is there twice/,
    ],
    [
      'go-gateway',
      { routes: [{ prefix: '/api/{id}', service: 'one-service' }] },
      /routes\.0\.prefix: must be a path/,
    ],
    [
      'go-gateway',
      {
        routes: [
          { prefix: '/api/a', service: 'one-service' },
          { prefix: '/api/b', service: 'one-service.elsewhere' },
        ],
      },
      /routes\.1\.service: one-service is in the namespace ordering for another route/,
    ],
    [
      'go-gateway',
      { routes: [{ prefix: '/api/a', service: 'one-service.a.b' }] },
      /routes\.0\.service: What follows the dot is the namespace/,
    ],
    [
      'go-gateway',
      { routes: [{ prefix: '/api/a', service: 'One.a' }] },
      /routes\.0\.service: A service's name has/,
    ],
  ] as const)('refuses %s with %j', (template, parameters, message) => {
    expect(messages(() => values(template, parameters)).join('\n')).toMatch(
      message,
    );
  });
});

it('names the variable of an upstream as a shell can', () => {
  expect(upstreamVariable('ml-inference-gateway')).toBe(
    'ML_INFERENCE_GATEWAY_URL',
  );
});

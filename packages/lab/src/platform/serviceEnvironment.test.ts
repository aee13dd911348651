import { serviceEnvironment, type LabSubstitutes } from './serviceEnvironment';
import { serviceValuesSchema } from './serviceValues';

const lab: LabSubstitutes = {
  natsUrl: 'nats://127.0.0.1:7040',
  databaseUrl: 'postgres://database',
  serviceUrl: name =>
    name === 'order-service' ? 'http://127.0.0.1:7110' : undefined,
  tokens: {
    issuer: 'https://lab',
    audience: 'gateway',
    publicKeyFile: '/keys/customers.pub',
  },
};
const place = { version: '1.2.3', httpPort: 1, adminPort: 2 };

const environment = (values: object) =>
  serviceEnvironment(serviceValuesSchema.parse(values), place, lab);

describe('serviceEnvironment', () => {
  it('says where to listen and what it is', () => {
    expect(environment({})).toEqual({
      ENVIRONMENT: 'production',
      LOG_LEVEL: 'info',
      SERVICE_VERSION: '1.2.3',
      HTTP_ADDRESS: '127.0.0.1:1',
      ADMIN_ADDRESS: '127.0.0.1:2',
      SHUTDOWN_DELAY: '0s',
      SHUTDOWN_TIMEOUT: '20s',
    });
    expect(environment({ http: { enabled: false } })).not.toHaveProperty(
      'HTTP_ADDRESS',
    );
  });

  it('puts the lab in the place of the cluster', () => {
    expect(
      environment({
        config: {
          NATS_URL: 'nats://nats.nats.svc:4222',
          ORDER_SERVICE_URL: 'http://order-service',
          OTHER_URL: 'http://order-service.ordering.svc:8080/',
          NAMESPACED_URL: 'http://order-service.ordering',
          ELSEWHERE_URL: 'http://somebody-else',
          JWT_JWKS_URL: 'https://identity.goreliable.dev/jwks',
          JWT_ISSUER: 'https://identity.goreliable.dev',
          CONCURRENCY: 4,
        },
        secretEnvironment: { DATABASE_URL: { secret: 'a', key: 'url' } },
      }),
    ).toMatchObject({
      NATS_URL: 'nats://127.0.0.1:7040',
      ORDER_SERVICE_URL: 'http://127.0.0.1:7110',
      OTHER_URL: 'http://127.0.0.1:7110',
      NAMESPACED_URL: 'http://127.0.0.1:7110',
      ELSEWHERE_URL: 'http://somebody-else',
      JWT_PUBLIC_KEY_FILE: '/keys/customers.pub',
      JWT_ISSUER: 'https://lab',
      CONCURRENCY: '4',
      DATABASE_URL: 'postgres://database',
    });
  });

  it('never hands on the address of the identity provider', () => {
    const config = { JWT_JWKS_URL: 'https://identity' };
    expect(environment({ config })).not.toHaveProperty('JWT_JWKS_URL');
  });

  it('names the secrets that it does not have', () => {
    const secretEnvironment = { STRIPE_KEY: {}, DATABASE_URL: {}, MAIL: {} };
    expect(() => environment({ secretEnvironment })).toThrow(
      'no value for the secrets STRIPE_KEY, MAIL',
    );
  });
});

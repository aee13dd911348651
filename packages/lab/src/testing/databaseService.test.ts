import { serviceEntry, serviceUrl } from './databaseService';

const url = 'postgres://lab:p%40ss@127.0.0.1:20530/postgres?sslmode=disable';

it('puts what changes into the file', () => {
  expect(serviceEntry('postgresql-18.4', url)).toBe(
    [
      '[postgresql-18.4]',
      'host=127.0.0.1',
      'port=20530',
      'user=lab',
      'password=p@ss',
      '',
    ].join('\n'),
  );
});

it('takes the usual port where none is given', () => {
  expect(serviceEntry('s', 'postgres://a:b@host/postgres')).toContain(
    '\nport=5432\n',
  );
});

it('leaves only what stays in the address', () => {
  const named = serviceUrl('postgresql-18.4', url, '/a folder/services');
  expect(named).not.toMatch(/20530|p%40ss|lab/);
  // No plus: pgx would look for a folder of that name.
  expect(named).toContain('servicefile=%2Fa%20folder%2Fservices');
  const { host, pathname, searchParams } = new URL(named);
  expect([host, pathname]).toEqual(['127.0.0.1', '/postgres']);
  expect(Object.fromEntries(searchParams)).toEqual({
    service: 'postgresql-18.4',
    servicefile: '/a folder/services',
    sslmode: 'disable',
  });
});

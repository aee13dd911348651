import { openApiDocument } from './openapi';

it('describes the wire completely, with nothing it does not define', () => {
  const text = JSON.stringify(openApiDocument);
  expect(text).not.toContain('$defs');
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(
    ([, reference]) => reference,
  );
  expect(new Set(references)).toEqual(new Set(['#/components/schemas/Error']));
});

it('says what a publisher may leave out and a reader can rely on', () => {
  const document = JSON.parse(JSON.stringify(openApiDocument));
  const { get, post } = document.paths['/events'];
  expect(
    post.requestBody.content['application/json'].schema.properties.events.items
      .required,
  ).toEqual(['id', 'at', 'kind', 'entityRef', 'title']);
  expect(
    get.responses[200].content['application/json'].schema.properties.events
      .items.required,
  ).toEqual(['id', 'at', 'kind', 'severity', 'entityRef', 'title', 'data']);
  expect(get.parameters.map(({ name }: { name: string }) => name)).toEqual([
    'entityRef',
    'hops',
    'kind',
    'severity',
    'from',
    'to',
    'text',
    'cursor',
    'limit',
  ]);
});

it('says what is asked with to find suspects, and what comes back', () => {
  const { get } = JSON.parse(JSON.stringify(openApiDocument)).paths[
    '/suspects'
  ];
  expect(
    get.parameters.map(
      ({ name, required }: { name: string; required?: boolean }) =>
        required ? `${name}!` : name,
    ),
  ).toEqual(['entityRef!', 'onset!', 'earliest', 'latest', 'windowMinutes']);
  const { properties } = get.responses[200].content['application/json'].schema;
  expect(properties.suspects.items.required).toEqual(
    expect.arrayContaining(['event', 'score', 'confidence', 'inWords']),
  );
  expect(properties.suspects.items.properties.event.required).toContain(
    'title',
  );
});

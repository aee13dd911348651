import { createMockDirectory } from '@backstage/backend-test-utils';
import type { GoldenPathValues } from '@goreliable/plugin-golden-path-common';
import { findEmptyValues, instrument } from './emptyValues';

const values = {
  name: 'shop',
  http: true,
  database: false,
  objective: 99.9,
  routes: [{ prefix: '/a' }],
} as unknown as GoldenPathValues;

const skeleton = createMockDirectory();

async function emptyIn(content: string, file = 'file.txt.njk') {
  skeleton.setContent({ [file]: content });
  const found = await findEmptyValues(skeleton.path, values);
  return found.map(empty => empty.expression);
}

describe('findEmptyValues', () => {
  it.each([
    '${{ values.name }} ${{ values.objective }} ${{ values.database }}',
    "{% if values.http %}${{ 'x' if values.database }}{% endif %}",
    '{% if values.database %}${{ values.nothing }}{% endif %}',
    '{%- for route in values.routes -%} ${{ route.prefix }} {%- endfor -%}',
    "{% set alert = values.name | title %}${{- alert | replace('}', '') -}}",
    '{% raw %}${{ github.sha }}{% endraw %} and {{ .Values.helm }}',
  ])('has no complaint about %s', async source => {
    await expect(emptyIn(source)).resolves.toEqual([]);
  });

  it.each([
    ['${{ values.nothing }}', 'values.nothing'],
    ['${{ github.sha }}', 'github.sha'],
    [
      '{% for route in values.routes %}${{ route.nothing }}{% endfor %}',
      'route.nothing',
    ],
    [
      "${{ values.nothing | replace('a', 'b') }}",
      "values.nothing | replace('a', 'b')",
    ],
    [
      "${{ values.nothing if values.http else 'x' }}",
      "values.nothing if values.http else 'x'",
    ],
  ])('finds what is empty in %s', async (source, expression) => {
    await expect(emptyIn(source)).resolves.toEqual([expression]);
  });

  it('reads names of files, and contents of .njk only', async () => {
    await expect(
      emptyIn('${{ github.sha }}', 'a-${{ values.nothing }}.yaml'),
    ).resolves.toEqual(['values.nothing']);
  });

  it('reports a source that cannot be rendered', async () => {
    await expect(emptyIn('{% if values.http %}')).rejects.toThrow();
  });
});

it('leaves quotes and braces of an expression alone', () => {
  const expressions: string[] = [];
  expect(instrument("a ${{ '}}' | x }} b", expressions)).toBe(
    "a ${{ ( '}}' | x ) | observed(0) }} b",
  );
  expect(expressions).toEqual(["'}}' | x"]);
});

import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { GoldenPathValues } from '@goreliable/plugin-golden-path-common';
import { createTemplateRenderer } from 'nunjitsu';

/** An expression of a skeleton that would render as nothing. */
export interface EmptyValue {
  /** The skeleton's file, from its root. */
  readonly file: string;
  readonly expression: string;
}

// An `if` without `else` is there to render nothing at times.
const mayBeEmpty = /\sif\s(?![\s\S]*\selse\s)/;

/**
 * Makes every `${{ … }}` of a source pass its value through the filter
 * `observed`, together with its place in `expressions`. What is within
 * `{% raw %}` stays as it is.
 */
export function instrument(source: string, expressions: string[]): string {
  const raw = /\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}/g;
  const rendered = (part: string) =>
    part.replace(
      /\$\{\{(-?)((?:'[^']*'|"[^"]*"|[^'"])*?)(-?)\}\}/g,
      (_, start, expression, end) => {
        expressions.push(expression.trim());
        return `\${{${start} (${expression}) | observed(${
          expressions.length - 1
        }) ${end}}}`;
      },
    );
  let result = '';
  let position = 0;
  for (const match of source.matchAll(raw)) {
    result += rendered(source.slice(position, match.index)) + match[0];
    position = match.index + match[0].length;
  }
  return result + rendered(source.slice(position));
}

function emptyIn(
  file: string,
  source: string,
  values: GoldenPathValues,
): EmptyValue[] {
  const expressions: string[] = [];
  const instrumented = instrument(source, expressions);
  const empty = new Set<string>();
  const renderer = createTemplateRenderer({
    // As fetch:template has it.
    allowRegexExecution: true,
    filters: {
      observed: (value, place) => {
        const expression = expressions[Number(place)];
        const isEmpty = value === undefined || value === null || value === '';
        if (isEmpty && !mayBeEmpty.test(` ${expression} `)) {
          empty.add(expression);
        }
        return value;
      },
    },
  });
  // Plain JSON, as the step of a task hands it over.
  renderer.render(instrumented, { values: JSON.parse(JSON.stringify(values)) });
  return [...empty].map(expression => ({ file, expression }));
}

/**
 * Finds what a skeleton would render as nothing: values that are missing, and
 * `${{ … }}` of other languages, which the renderer swallows without a word.
 *
 * @throws an error of the renderer for a source that it cannot read
 */
export async function findEmptyValues(
  skeletonDir: string,
  values: GoldenPathValues,
): Promise<EmptyValue[]> {
  const entries = await readdir(skeletonDir, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(skeletonDir, join(entry.parentPath, entry.name)));
  const found: EmptyValue[] = [];
  for (const file of files.sort()) {
    found.push(...emptyIn(file, file, values));
    if (file.endsWith('.njk')) {
      const source = await readFile(join(skeletonDir, file), 'utf8');
      found.push(...emptyIn(file, source, values));
    }
  }
  return found;
}

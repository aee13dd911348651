import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { LoadTarget } from './LoadGenerator';

const operationSchema = z.looseObject({
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(z.looseObject({ required: z.boolean().optional() }))
    .default([]),
});

const openApiSchema = z.looseObject({
  security: z.array(z.unknown()).optional(),
  paths: z.record(
    z.string(),
    z.looseObject({
      get: operationSchema.optional(),
      post: operationSchema.optional(),
    }),
  ),
});

// Rarely enough that a service's database stays small over weeks.
const createShare = 0.1;

/**
 * How a service can be used a little, from its own OpenAPI document: a GET
 * that needs nothing, and its POST if it has one.
 *
 * @param checkout - the service's repository; @param baseUrl - without a slash.
 * @returns undefined if its interface has no such request.
 */
export function loadTargetOf(
  checkout: string,
  baseUrl: string,
): LoadTarget | undefined {
  const path = join(checkout, 'api', 'openapi.yaml');
  if (!existsSync(path)) {
    return undefined;
  }
  const document = openApiSchema.safeParse(parse(readFileSync(path, 'utf8')));
  if (!document.success) {
    return undefined;
  }
  const { paths, security } = document.data;
  const isOpen = (operation: z.infer<typeof operationSchema>) =>
    (operation.security ?? security ?? []).length === 0 &&
    operation.parameters.every(({ required }) => !required);
  const found = Object.entries(paths).find(
    ([route, { get }]) => !route.includes('{') && get && isOpen(get),
  );
  if (!found) {
    return undefined;
  }
  const [route, { post }] = found;
  const url = `${baseUrl}${route}`;
  return { url, ...(post && { createUrl: url }), createShare };
}

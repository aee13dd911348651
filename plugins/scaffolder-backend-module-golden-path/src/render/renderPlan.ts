import { InputError } from '@backstage/errors';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { z } from 'zod';
import { gitopsFolder, repositoryFolder, Skeleton } from './renderSkeletons';

/** How every golden path's steps take the values that were derived once. */
const derivedValues = '${{ steps.values.output.values }}';

const renderInputSchema = z.strictObject({
  skeletons: z
    .array(
      z.strictObject({
        url: z.string(),
        targetPath: z.enum([repositoryFolder, gitopsFolder]),
      }),
    )
    .min(1),
  values: z.literal(derivedValues),
});

const valuesInputSchema = z.looseObject({ version: z.string() });

/** The part of a template that says what is rendered, of one golden path. */
export interface RenderPlan {
  /** The template's own version. */
  readonly version: string;
  /** What its step `goreliable:golden-path:render` renders, in this order. */
  readonly skeletons: readonly Skeleton[];
}

/**
 * Reads what a template renders, so that previews and tests need not run the
 * steps around it.
 *
 * @throws InputError if the template does more than this module can repeat
 */
export function renderPlan(template: TemplateEntityV1beta3): RenderPlan {
  const problem = (message: string) =>
    new InputError(`The template ${template.metadata.name} ${message}`);
  const stepsOf = (action: string) =>
    template.spec.steps.filter(step => step.action === action);
  const [values] = stepsOf('goreliable:golden-path:values');
  const version = valuesInputSchema.safeParse(values?.input);
  if (!version.success) {
    throw problem('has no step goreliable:golden-path:values with a version');
  }
  const [render, ...others] = stepsOf('goreliable:golden-path:render');
  if (!render || others.length > 0) {
    throw problem('must have one step goreliable:golden-path:render');
  }
  const input = renderInputSchema.safeParse(render.input);
  if (
    !input.success ||
    render.if !== undefined ||
    render.each !== undefined ||
    stepsOf('fetch:template').length > 0
  ) {
    throw problem(
      `cannot be rendered apart from a task: its step '${render.id}' must always run, alone render, and render all values into ${repositoryFolder} or ${gitopsFolder}`,
    );
  }
  return { version: version.data.version, skeletons: input.data.skeletons };
}

import { mockServices } from '@backstage/backend-test-utils';
import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { validate } from 'jsonschema';

/** What an action gave and said. */
export interface ActionOutcome {
  readonly outputs: Record<string, unknown>;
  /** Its information for the person who watches, a line each. */
  readonly said: string;
}

/** Runs an action as a task does: with input and output that its schemas let pass. */
export async function runAction(
  action: TemplateAction<any, any, any>,
  input: Record<string, unknown>,
  context: Partial<ActionContext<any, any>> = {},
): Promise<ActionOutcome> {
  const logger = mockServices.logger.mock();
  const outputs: Record<string, unknown> = {};
  expect(validate(input, action.schema!.input!).errors).toEqual([]);
  await action.handler({
    ...createMockActionContext({ workspacePath: '/nowhere' }),
    ...context,
    input,
    logger,
    output(name, value) {
      outputs[name as string] = value;
    },
  });
  expect(validate(outputs, action.schema!.output!).errors).toEqual([]);
  const lines = logger.info.mock.calls.map(([message]) => message);
  return { outputs, said: lines.join('\n') };
}

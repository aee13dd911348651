import {
  AuthorizeResult,
  PermissionCriteria,
  PermissionCondition,
} from '@backstage/plugin-permission-common';
import { mayRead } from './mayRead';

const owner = 'group:default/ordering-team';
const rule = (name: string, params?: PermissionCondition['params']) => ({
  rule: name,
  resourceType: 'slo',
  ...(params && { params }),
});
const mine = rule('IS_OWNER', { claims: ['user:default/omar', owner] });
const others = rule('IS_OWNER', { claims: ['group:default/edge-team'] });
const unknown = rule('IS_FROM_SOURCE', { sources: ['eu'] });

const may = (conditions: PermissionCriteria<PermissionCondition>) =>
  mayRead(
    {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'slo',
      resourceType: 'slo',
      conditions,
    },
    { owner },
  );

describe('mayRead', () => {
  it('follows a decision without conditions', () => {
    expect(mayRead({ result: AuthorizeResult.ALLOW }, {})).toBe(true);
    expect(mayRead({ result: AuthorizeResult.DENY }, { owner })).toBe(false);
  });

  it.each<[PermissionCriteria<PermissionCondition>, boolean]>([
    [mine, true],
    [others, false],
    [unknown, false],
    [{ not: others }, true],
    [{ not: mine }, false],
    // What cannot be judged stays unknown when it is turned round.
    [{ not: unknown }, false],
    [{ anyOf: [others, mine] }, true],
    [{ anyOf: [unknown, mine] }, true],
    [{ anyOf: [unknown, others] }, false],
    [{ allOf: [mine, { not: others }] }, true],
    [{ allOf: [mine, unknown] }, false],
    [{ not: { allOf: [others, unknown] } }, true],
    [{ not: { anyOf: [unknown, others] } }, false],
    [rule('IS_OWNER'), false],
  ])('%j: %s', (conditions, expected) => {
    expect(may(conditions)).toBe(expected);
  });

  it('takes what nobody owns for nobody’s own', () => {
    expect(
      mayRead(
        {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'slo',
          resourceType: 'slo',
          conditions: mine,
        },
        {},
      ),
    ).toBe(false);
  });
});

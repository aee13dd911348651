import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { ServiceFacts } from '@goreliable/plugin-home-common';

/** What a condition comes to; `undefined` where only the publisher could tell. */
type Verdict = boolean | undefined;

/**
 * Whether a decision about a publisher's resources lets a service's state be seen.
 * Of conditions only `IS_OWNER` can be judged here, by the service's owner, which
 * is what roles mean by "own"; whatever else they ask for hides the state.
 */
export function mayRead(
  decision: PolicyDecision,
  service: Pick<ServiceFacts, 'owner'>,
): boolean {
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return true;
    case AuthorizeResult.CONDITIONAL:
      return judge(decision.conditions, service) === true;
    default:
      return false;
  }
}

function judge(
  criteria: PermissionCriteria<PermissionCondition>,
  service: Pick<ServiceFacts, 'owner'>,
): Verdict {
  if (isAndCriteria(criteria)) {
    const all = criteria.allOf.map(each => judge(each, service));
    return all.includes(false) ? false : orUnknown(all, true);
  }
  if (isOrCriteria(criteria)) {
    const all = criteria.anyOf.map(each => judge(each, service));
    return all.includes(true) ? true : orUnknown(all, false);
  }
  if (isNotCriteria(criteria)) {
    const inner = judge(criteria.not, service);
    return inner === undefined ? undefined : !inner;
  }
  const claims = criteria.params?.claims;
  return criteria.rule === 'IS_OWNER' && Array.isArray(claims)
    ? service.owner !== undefined && claims.includes(service.owner)
    : undefined;
}

function orUnknown(all: readonly Verdict[], otherwise: boolean): Verdict {
  return all.includes(undefined) ? undefined : otherwise;
}

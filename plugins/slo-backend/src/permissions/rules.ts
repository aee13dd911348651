import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SLO, Slo } from '@goreliable/plugin-slo-common';
import { z } from 'zod';

/** Whether an SLO matches; what conditions become for a list of SLOs. */
export type SloFilter = (slo: Slo) => boolean;

/** SLOs in the permission framework. */
export const sloPermissionResourceRef = createPermissionResourceRef<
  Slo,
  SloFilter
>().with({ pluginId: 'slo', resourceType: RESOURCE_TYPE_SLO });

const isOwnedBy = (slo: Slo, claims: readonly string[]) =>
  slo.owners.some(owner => claims.includes(owner));

/** SLOs of entities that one of the given users or groups owns. */
export const isOwnerRule = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow SLOs of entities that one of the claims owns',
  resourceRef: sloPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of users and groups'),
  }),
  apply: (slo: Slo, { claims }) => isOwnedBy(slo, claims),
  toQuery:
    ({ claims }) =>
    (slo: Slo) =>
      isOwnedBy(slo, claims),
});

/** SLOs that one of the given sources records. */
export const isFromSourceRule = createPermissionRule({
  name: 'IS_FROM_SOURCE',
  description: 'Allow SLOs that one of the sources records',
  resourceRef: sloPermissionResourceRef,
  paramsSchema: z.object({
    sources: z.array(z.string()).describe('Names of configured sources'),
  }),
  apply: (slo: Slo, { sources }) => sources.includes(slo.source),
  toQuery:
    ({ sources }) =>
    (slo: Slo) =>
      sources.includes(slo.source),
});

export const sloPermissionRules = {
  isOwner: isOwnerRule,
  isFromSource: isFromSourceRule,
};

/** For permission policies: conditions on SLOs, and decisions made of them. */
export const {
  conditions: sloConditions,
  createConditionalDecision: createSloConditionalDecision,
} = createConditionExports({
  resourceRef: sloPermissionResourceRef,
  rules: sloPermissionRules,
});

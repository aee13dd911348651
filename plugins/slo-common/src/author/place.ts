import { z } from 'zod';
import { sloServiceAnnotation } from '../annotations';

/** Where a proposal goes: a file in the repository of the service. */
export const proposalTargetSchema = z.object({
  entityRef: z.string(),
  /** `<host>?owner=<organisation>&repo=<name>`, as the scaffolder has it. */
  repoUrl: z.string(),
  /** From the root of the repository. */
  path: z.string(),
  /** The branch that the file is known on; pull requests go into the default one. */
  branch: z.string().optional(),
});

/** See {@link proposalTargetSchema}. */
export type ProposalTarget = z.infer<typeof proposalTargetSchema>;

/**
 * Why no pull request can be opened.
 * - `no-entity`: the catalog does not know the service
 * - `no-repository`: it does not know where the code of the service is
 * - `other-host`: the file is at no host that pull requests are opened at
 * - `no-credentials`: it is, but the portal may only read there
 * - `elsewhere`: the file is not in the repository of the service
 */
export const proposalObstacleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-entity') }),
  z.object({ kind: z.literal('no-repository') }),
  z.object({
    kind: z.literal('other-host'),
    host: z.string(),
    /** Of the file, for people. */
    fileUrl: z.string(),
  }),
  z.object({
    kind: z.literal('no-credentials'),
    host: z.string(),
    fileUrl: z.string(),
    /** Where the configuration needs some: `integrations.github`. */
    integration: z.string(),
  }),
  z.object({ kind: z.literal('elsewhere'), fileUrl: z.string() }),
]);

/** See {@link proposalObstacleSchema}. */
export type ProposalObstacle = z.infer<typeof proposalObstacleSchema>;

/** The answer of `GET /api/slo/proposals/place`: one of both. */
export const proposalPlaceSchema = z.object({
  target: proposalTargetSchema.optional(),
  obstacle: proposalObstacleSchema.optional(),
});

/** See {@link proposalPlaceSchema}. */
export type ProposalPlace = z.infer<typeof proposalPlaceSchema>;

/** The parameters of `GET /api/slo/proposals/place`. */
export const proposalPlaceQuerySchema = z.object({
  service: z.string().min(1).max(200),
  /** Of the SLO. */
  name: z.string().max(200).optional(),
  /** Its name so far, if it has a new one. */
  replaces: z.string().max(200).optional(),
  /** The source that it is for, where several have one of its name. */
  source: z.string().max(200).optional(),
});

/** See {@link proposalPlaceQuerySchema}. */
export type ProposalPlaceQuery = z.infer<typeof proposalPlaceQuerySchema>;

/** Why no pull request can be opened for an SLO of a service, and what to do. */
export function obstacleInWords(
  obstacle: ProposalObstacle,
  service: string,
): string {
  switch (obstacle.kind) {
    case 'no-entity':
      return `The catalog knows nothing of ${service}, so its repository is not known: register it there, or name it in the annotation ${sloServiceAnnotation} of what it belongs to.`;
    case 'no-repository':
      return `No repository is known of ${service}: give its catalog entity the annotation backstage.io/source-location.`;
    case 'other-host':
      return `Pull requests are opened in Gitea, GitHub and GitLab, and ${obstacle.host} is none of those that the portal is connected to (integrations of its configuration): put the text into the file by hand.`;
    case 'no-credentials':
      return `The portal has no credentials for ${obstacle.host}, so it can open no pull request there: put the text into the file by hand, or ask those who run the portal for ${obstacle.integration}.`;
    default:
      return `Its file is not on a branch of the repository of ${service}, and nothing is proposed to that of somebody else: put the text there by hand.`;
  }
}

import { z } from 'zod';
import { earlyWork } from '../early';
import { SignInChoice } from './rememberedChoice';

/** What the auth backend answers to a refresh. */
const sessionSchema = z.object({
  profile: z.object({
    email: z.string().optional(),
    displayName: z.string().optional(),
    picture: z.string().optional(),
  }),
  backstageIdentity: z.object({
    token: z.string(),
    expiresInSeconds: z.number().optional(),
    identity: z.object({
      type: z.literal('user'),
      userEntityRef: z.string(),
      ownershipEntityRefs: z.array(z.string()),
    }),
  }),
});

export type EarlySession = z.infer<typeof sessionSchema>;

/** The session that was asked for before the app was there, once. */
export async function takeEarlyRefresh(
  choice: SignInChoice,
): Promise<EarlySession | undefined> {
  const session = await earlyWork()?.takeSession(choice);
  return sessionSchema.safeParse(session).data;
}

import { createPortalQueryClient } from '@goreliable/ui';

/** Outlives tab and card: coming back to either shows the last answer at once. */
export const timelineQueryClient = createPortalQueryClient();

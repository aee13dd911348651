import { createPortalQueryClient } from '@goreliable/ui';

/** One for all list pages: coming back to one shows at once what it knew. */
export const pagesQueryClient = createPortalQueryClient();

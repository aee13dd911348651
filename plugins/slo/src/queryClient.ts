import { createPortalQueryClient } from '@goreliable/ui';

/** One for all views of the plugin: what one has loaded another shows at once. */
export const sloQueryClient = createPortalQueryClient();

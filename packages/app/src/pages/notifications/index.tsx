import { createFrontendModule } from '@backstage/frontend-plugin-api';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import { showInstead } from '../shared/showInstead';

const notificationsPage = notificationsPlugin
  .getExtension('page:notifications')
  .override({
    factory: showInstead(async () => {
      const { NotificationsPage } = await import('./NotificationsPage');
      return <NotificationsPage />;
    }),
  });

/** What has been said to the person who is signed in. */
export const notificationsPageModule = createFrontendModule({
  pluginId: 'notifications',
  extensions: [notificationsPage],
});

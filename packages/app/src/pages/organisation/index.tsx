import { createFrontendModule } from '@backstage/frontend-plugin-api';
import orgPlugin from '@backstage/plugin-org/alpha';
import { showInstead } from '../shared/showInstead';

const about = showInstead(async () => {
  const { AboutCard } = await import('./AboutCard');
  return <AboutCard />;
});

const cards = [
  orgPlugin
    .getExtension('entity-card:org/group-profile')
    .override({ factory: about }),
  orgPlugin
    .getExtension('entity-card:org/user-profile')
    .override({ factory: about }),
  orgPlugin.getExtension('entity-card:org/members-list').override({
    factory: showInstead(async () => {
      const { MembersCard } = await import('./MembersCard');
      return <MembersCard />;
    }),
  }),
  orgPlugin.getExtension('entity-card:org/ownership').override({
    factory: showInstead(async () => {
      const { OwnedCard } = await import('./OwnedCard');
      return <OwnedCard />;
    }),
  }),
];

/** Who a person or a team is, who belongs to it, and what it answers for. */
export const organisationPageModule = createFrontendModule({
  pluginId: 'org',
  extensions: cards,
});

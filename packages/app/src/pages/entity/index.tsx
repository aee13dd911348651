import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { relationCards, relationGroups } from './relations';

const cards = relationCards.map(card =>
  EntityCardBlueprint.make({
    name: card.name,
    params: {
      type: 'content',
      filter: entity => relationGroups(entity, card).length > 0,
      loader: async () => {
        const { RelationsCard } = await import('./RelationsCard');
        return <RelationsCard card={card} />;
      },
    },
  }),
);

/**
 * What an entity is related to, in a card for each question. The stock tables,
 * one for each relation whether there is any or not, are off in app-config.yaml.
 */
export const entityPageModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: cards,
});

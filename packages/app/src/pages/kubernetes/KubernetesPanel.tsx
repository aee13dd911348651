import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { kubernetesApiRef } from '@backstage/plugin-kubernetes-react';
import { CardSkeleton, EmptyState, ErrorPanel } from '@goreliable/ui';
import { Theme, ThemeProvider } from '@material-ui/core/styles';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pagesQueryClient } from '../shared/queryClient';
import { workloadSelector } from './selector';
import './kubernetes.css';

/**
 * The stock panel chooses the elements of its headings by their size. Below the
 * title of the page its own is the second level, and names of workloads, of
 * which there may be many, are text.
 */
const elements = {
  h3: 'h2',
  h4: 'h3',
  h5: 'p',
  h6: 'p',
  subtitle1: 'p',
  subtitle2: 'p',
};

function withOrderedHeadings(theme: Theme): Theme {
  const { MuiTypography, ...others } = theme.props ?? {};
  return {
    ...theme,
    props: {
      ...others,
      MuiTypography: {
        ...MuiTypography,
        variantMapping: { ...MuiTypography?.variantMapping, ...elements },
      },
    },
  };
}

/** Shown while there is no cluster: the stock panel would call that an error. */
function NoClusters() {
  const { entity } = useEntity();
  const { name, title = name } = entity.metadata;
  return (
    <EmptyState
      title="No cluster is connected"
      description={
        <>
          <p className="gr-kubernetes-text">
            Here you will see the deployments, pods and services of {title}:
            what runs, where, and what fails.
          </p>
          <p className="gr-kubernetes-text">
            The portal reads the clusters under{' '}
            <code>kubernetes.clusterLocatorMethods</code> in its configuration,
            and in them everything with the label{' '}
            <code>{workloadSelector(entity)}</code>.
          </p>
        </>
      }
    />
  );
}

/** The stock panel in its place on our page, if there is a cluster to ask. */
export function KubernetesPanel(props: { children: ReactNode }) {
  const kubernetesApi = useApi(kubernetesApiRef);
  const { data, error, refetch } = useQuery(
    {
      queryKey: ['kubernetes', 'clusters'],
      queryFn: async () => (await kubernetesApi.getClusters()).length,
    },
    pagesQueryClient,
  );
  if (error && data === undefined) {
    return (
      <ErrorPanel
        title="The clusters could not be listed"
        error={error}
        onRetry={refetch}
      />
    );
  }
  if (data === undefined) {
    return <CardSkeleton label="Loading clusters" />;
  }
  if (data === 0) {
    return <NoClusters />;
  }
  return (
    <ThemeProvider theme={withOrderedHeadings}>
      <div className="gr-kubernetes-panel">{props.children}</div>
    </ThemeProvider>
  );
}

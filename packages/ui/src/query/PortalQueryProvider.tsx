import { ReactNode, useState } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { shouldRetry } from './shouldRetry';

/** Browsers are told of changes by signals; this is for what no signal announces. */
const staleTimeMs = 30_000;

/** A query client with the portal's rules; tests make their own. */
export function createPortalQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: staleTimeMs,
        retry: shouldRetry,
        // A page that comes back to the front shows its last answer and asks again.
        refetchOnWindowFocus: true,
        refetchIntervalInBackground: false,
      },
      mutations: { retry: false },
    },
  });
}

/** Gives everything below it one cache of server state. */
export function PortalQueryProvider(props: {
  children: ReactNode;
  client?: QueryClient;
}) {
  const [ownClient] = useState(createPortalQueryClient);
  return (
    <QueryClientProvider client={props.client ?? ownClient}>
      {props.children}
    </QueryClientProvider>
  );
}
